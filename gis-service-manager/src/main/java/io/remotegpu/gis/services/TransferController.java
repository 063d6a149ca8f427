package io.remotegpu.gis.services;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "GIS services")
@RequestMapping(ServiceController.PATH)
class TransferController {
    private final Transfers transfers;
    private final ServiceRepository services;
    private final ServiceViews views;

    TransferController(Transfers transfers, ServiceRepository services, ServiceViews views) {
        this.transfers = transfers;
        this.services = services;
        this.views = views;
    }

    @Operation(summary = "A service as a document, without secrets and with a checksum")
    @GetMapping("/{id}/export")
    ApiResponse<Exported> export(Caller caller, @PathVariable @Positive long id) {
        return ApiResponse.of(transfers.export(caller, id));
    }

    @Operation(summary = "Keep a service that was exported")
    @PostMapping("/import")
    @Answers(
            value = HttpStatus.CREATED,
            refuses = {ErrorCode.ALREADY_EXISTS, ErrorCode.QUOTA_EXCEEDED, ErrorCode.CONFIGURATION_INCOMPLETE})
    ResponseEntity<ApiResponse<ServiceView>> take(Caller caller, @Valid @RequestBody Import body) {
        UserService taken = transfers.take(caller, body);
        return ResponseEntity.created(URI.create(ServiceController.PATH + "/" + taken.id()))
                .body(ApiResponse.of(views.of(taken, services.configuration(taken))));
    }
}
