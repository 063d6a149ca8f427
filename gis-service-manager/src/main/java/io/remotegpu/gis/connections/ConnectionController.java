package io.remotegpu.gis.connections;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.remotegpu.web.Precondition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Database connections")
@RequestMapping(ConnectionController.PATH)
class ConnectionController {
    static final String PATH = "/api/v1/user-services/connections";

    private final Connections connections;

    ConnectionController(Connections connections) {
        this.connections = connections;
    }

    @Operation(summary = "Your database connections, without their passwords")
    @GetMapping
    ApiResponse<PageView<Connection>> list(
            Caller caller,
            @Listing(
                            sort = {"name", "created_at"},
                            defaultSort = "name")
                    PageQuery query) {
        return ApiResponse.of(connections.page(caller.id(), query));
    }

    @Operation(summary = "Keep a database connection for services to use")
    @PostMapping
    @Answers(
            value = HttpStatus.CREATED,
            refuses = {ErrorCode.ALREADY_EXISTS, ErrorCode.QUOTA_EXCEEDED})
    ResponseEntity<ApiResponse<Connection>> create(Caller caller, @Valid @RequestBody NewConnection body) {
        Connection created = connections.create(caller.id(), body);
        return ResponseEntity.created(URI.create(PATH + "/" + created.id())).body(ApiResponse.of(created));
    }

    @Operation(summary = "One database connection, without its password")
    @GetMapping("/{id}")
    ApiResponse<Connection> show(Caller caller, @PathVariable @Positive long id) {
        return ApiResponse.of(connections.show(caller.id(), id));
    }

    @Operation(summary = "Change a database connection; what runs sees it at its next start")
    @PutMapping("/{id}")
    @Answers(refuses = ErrorCode.ALREADY_EXISTS)
    ApiResponse<Connection> change(
            Caller caller,
            @PathVariable @Positive long id,
            @Valid @RequestBody ConnectionChanges body,
            Precondition precondition) {
        return ApiResponse.of(connections.change(caller.id(), id, body, precondition));
    }

    @Operation(summary = "Forget a database connection that no service is configured with")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Answers(value = HttpStatus.NO_CONTENT, refuses = ErrorCode.ENVIRONMENT_STATE_CONFLICT)
    void delete(Caller caller, @PathVariable @Positive long id) {
        connections.delete(caller.id(), id);
    }
}
