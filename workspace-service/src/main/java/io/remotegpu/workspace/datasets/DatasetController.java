package io.remotegpu.workspace.datasets;

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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Datasets")
@RequestMapping("/api/v1/datasets")
class DatasetController {
    private final Datasets datasets;
    private final DatasetRepository repository;

    DatasetController(Datasets datasets, DatasetRepository repository) {
        this.datasets = datasets;
        this.repository = repository;
    }

    @Operation(summary = "The datasets that you may read")
    @GetMapping
    ApiResponse<PageView<Dataset>> list(
            Caller caller,
            @Listing(
                            sort = {"name", "created_at", "updated_at"},
                            defaultSort = "name",
                            filters = {"visibility", "workspace_id", "name"})
                    PageQuery query) {
        return ApiResponse.of(repository.page(caller, query));
    }

    @Operation(summary = "Register data that lies on the hosts")
    @PostMapping
    @Answers(value = HttpStatus.CREATED, refuses = ErrorCode.ALREADY_EXISTS)
    ResponseEntity<ApiResponse<Dataset>> register(Caller caller, @Valid @RequestBody NewDataset body) {
        Dataset registered = datasets.register(caller, body);
        return ResponseEntity.created(URI.create("/api/v1/datasets/" + registered.id()))
                .body(ApiResponse.of(registered));
    }

    @Operation(summary = "One dataset")
    @GetMapping("/{id}")
    ApiResponse<Dataset> show(Caller caller, @PathVariable @Positive long id) {
        return ApiResponse.of(datasets.show(caller, id));
    }

    @Operation(summary = "Change what is said about a dataset")
    @PatchMapping("/{id}")
    ApiResponse<Dataset> change(
            Caller caller,
            @PathVariable @Positive long id,
            @Valid @RequestBody DatasetChanges body,
            Precondition precondition) {
        return ApiResponse.of(datasets.change(caller, id, body, precondition));
    }

    @Operation(summary = "Forget a dataset; its data stays where it lies")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable @Positive long id) {
        datasets.delete(caller, id);
    }
}
