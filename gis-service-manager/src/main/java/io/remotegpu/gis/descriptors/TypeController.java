package io.remotegpu.gis.descriptors;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.ApiResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "GIS services")
@RequestMapping("/api/v1/user-services/types")
class TypeController {
    private final DescriptorCatalog catalog;

    TypeController(DescriptorCatalog catalog) {
        this.catalog = catalog;
    }

    @Operation(summary = "The types of services there are, with the JSON Schema of their configuration")
    @GetMapping
    ApiResponse<List<TypeView>> list() {
        return ApiResponse.of(catalog.types().stream().map(TypeView::of).toList());
    }

    @Operation(summary = "One type of service")
    @GetMapping("/{type}")
    ApiResponse<TypeView> show(@PathVariable String type) {
        return ApiResponse.of(catalog.find(type)
                .map(TypeView::of)
                .orElseThrow(() -> PlatformException.notFound("service_type", type)));
    }
}
