package io.remotegpu.gis.services;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Precondition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@Tag(name = "GIS services")
@RequestMapping(ServiceController.PATH + "/{id}/versions")
class VersionController {
    private final ServiceRepository services;
    private final VersionRepository versions;
    private final ServiceEdits edits;
    private final RefusedChanges refused;
    private final DescriptorCatalog catalog;

    VersionController(
            ServiceRepository services,
            VersionRepository versions,
            ServiceEdits edits,
            RefusedChanges refused,
            DescriptorCatalog catalog) {
        this.services = services;
        this.versions = versions;
        this.edits = edits;
        this.refused = refused;
        this.catalog = catalog;
    }

    @Operation(summary = "The configurations that a service had, the newest first")
    @GetMapping
    ApiResponse<List<ConfigVersion>> list(Caller caller, @PathVariable @Positive long id) {
        return ApiResponse.of(versions.list(service(caller, id).id()));
    }

    @Operation(summary = "One former configuration, without its secrets")
    @GetMapping("/{version}")
    ApiResponse<Map<String, Object>> show(
            Caller caller, @PathVariable @Positive long id, @PathVariable @Positive int version) {
        UserService service = service(caller, id);
        ObjectNode former = versions.find(service, version)
                .orElseThrow(() -> PlatformException.notFound("config_version", version));
        return ApiResponse.of(
                ServiceViews.map(catalog.require(service.type()).schema().withoutSecrets(former)));
    }

    @Operation(summary = "Make a former configuration the newest version")
    @PostMapping("/{version}/rollback")
    @Answers(refuses = {ErrorCode.QUOTA_EXCEEDED, ErrorCode.CONFIGURATION_INCOMPLETE})
    ApiResponse<ServiceView> rollback(
            Caller caller,
            @PathVariable @Positive long id,
            @PathVariable @Positive int version,
            Precondition precondition) {
        return ApiResponse.of(refused.noted(
                caller, id, OperationType.ROLLBACK, () -> edits.rollback(caller, id, version, precondition)));
    }

    private UserService service(Caller caller, long id) {
        return services.find(caller, id).orElseThrow(() -> PlatformException.notFound("user_service", id));
    }
}
