package io.remotegpu.gis.services;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.logs.OperationType;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "GIS services")
@RequestMapping(ServiceController.PATH)
class ServiceController {
    static final String PATH = "/api/v1/user-services";

    private final ServiceDesk desk;
    private final ServiceEdits edits;
    private final RefusedChanges refused;
    private final ServiceRemoval removal;
    private final ServiceRepository services;
    private final ServiceListing listing;
    private final ServiceViews views;

    ServiceController(
            ServiceDesk desk,
            ServiceEdits edits,
            RefusedChanges refused,
            ServiceRemoval removal,
            ServiceRepository services,
            ServiceListing listing,
            ServiceViews views) {
        this.desk = desk;
        this.edits = edits;
        this.refused = refused;
        this.removal = removal;
        this.services = services;
        this.listing = listing;
        this.views = views;
    }

    @Operation(summary = "Your services, without their configurations")
    @GetMapping
    ApiResponse<PageView<ServiceView>> list(
            Caller caller,
            @Listing(
                            sort = {"service_name", "service_type", "created_at", "updated_at"},
                            defaultSort = "-created_at",
                            filters = {"service_type", "status", "is_default"})
                    PageQuery query) {
        return ApiResponse.of(PageView.of(
                query, listing.page(caller, query).stream().map(views::inList).toList(), listing.count(caller, query)));
    }

    @Operation(summary = "Keep a new service")
    @PostMapping
    @Answers(
            value = HttpStatus.CREATED,
            refuses = {ErrorCode.ALREADY_EXISTS, ErrorCode.QUOTA_EXCEEDED, ErrorCode.CONFIGURATION_INCOMPLETE})
    ResponseEntity<ApiResponse<ServiceView>> create(Caller caller, @Valid @RequestBody NewService body) {
        UserService created = desk.create(caller, body, OperationType.CREATE);
        return ResponseEntity.created(URI.create(PATH + "/" + created.id())).body(ApiResponse.of(view(created)));
    }

    @Operation(summary = "One service with its configuration, without its secrets")
    @GetMapping("/{id}")
    ApiResponse<ServiceView> show(Caller caller, @PathVariable @Positive long id) {
        return ApiResponse.of(
                view(services.find(caller, id).orElseThrow(() -> PlatformException.notFound("user_service", id))));
    }

    @Operation(summary = "Change a service; another configuration is a new version of it")
    @PutMapping("/{id}")
    @Answers(refuses = {ErrorCode.ALREADY_EXISTS, ErrorCode.QUOTA_EXCEEDED, ErrorCode.CONFIGURATION_INCOMPLETE})
    ApiResponse<ServiceView> change(
            Caller caller,
            @PathVariable @Positive long id,
            @Valid @RequestBody ServiceChanges body,
            Precondition precondition) {
        return ApiResponse.of(refused.noted(
                caller, id, OperationType.CONFIG_UPDATE, () -> edits.change(caller, id, body, precondition)));
    }

    @Operation(summary = "Delete a service, with its data unless keep_data says otherwise")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Caller caller,
            @PathVariable @Positive long id,
            @RequestParam(name = "keep_data", defaultValue = "false") boolean keepData) {
        removal.begin(caller, id, keepData);
    }

    private ServiceView view(UserService service) {
        return views.of(service, services.configuration(service));
    }
}
