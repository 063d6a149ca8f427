package io.remotegpu.gis.templates;

import io.remotegpu.web.ApiResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "GIS services")
@RequestMapping("/api/v1/user-services/templates")
class TemplateController {
    private final TemplateCatalog catalog;

    TemplateController(TemplateCatalog catalog) {
        this.catalog = catalog;
    }

    @Operation(summary = "Configurations to start from")
    @GetMapping
    ApiResponse<List<ServiceTemplate>> list(
            @RequestParam(name = "service_type", defaultValue = "") String serviceType) {
        return ApiResponse.of(catalog.of(serviceType));
    }
}
