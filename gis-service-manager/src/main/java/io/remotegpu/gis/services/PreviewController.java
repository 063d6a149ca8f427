package io.remotegpu.gis.services;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "GIS services")
@RequestMapping(ServiceController.PATH)
class PreviewController {
    private final Previews previews;

    PreviewController(Previews previews) {
        this.previews = previews;
    }

    @Operation(summary = "Check a configuration and see it complete, without keeping it")
    @PostMapping("/validate")
    @Answers(refuses = ErrorCode.CONFIGURATION_INCOMPLETE)
    ApiResponse<Preview.Valid> validate(Caller caller, @Valid @RequestBody Draft body) {
        return ApiResponse.of(previews.validate(caller, body));
    }

    @Operation(summary = "See the files that a configuration would become, and how they differ from those of a service")
    @PostMapping("/preview")
    @Answers(refuses = ErrorCode.CONFIGURATION_INCOMPLETE)
    ApiResponse<Preview> preview(Caller caller, @Valid @RequestBody Draft body) {
        return ApiResponse.of(previews.preview(caller, body));
    }
}
