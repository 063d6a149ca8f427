package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.gis.quotas.StorageLedger;
import io.remotegpu.gis.services.ServiceDirectory;
import io.remotegpu.gis.services.UserService;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Positive;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "GIS services")
@RequestMapping("/api/v1/user-services/{id}")
class LifecycleController {
    private final ServiceDirectory services;
    private final Lifecycle lifecycle;
    private final StateStore states;
    private final StorageLedger storage;
    private final DescriptorCatalog types;
    private final HealthProbe health;

    LifecycleController(
            ServiceDirectory services,
            Lifecycle lifecycle,
            StateStore states,
            StorageLedger storage,
            DescriptorCatalog types,
            HealthProbe health) {
        this.services = services;
        this.lifecycle = lifecycle;
        this.states = states;
        this.storage = storage;
        this.types = types;
        this.health = health;
    }

    @Operation(summary = "Starts a service; its status tells how that goes on")
    @PostMapping("/start")
    @Answers(
            value = HttpStatus.ACCEPTED,
            refuses = {
                ErrorCode.ACCOUNT_SUSPENDED,
                ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                ErrorCode.QUOTA_EXCEEDED,
                ErrorCode.INSUFFICIENT_BALANCE,
                ErrorCode.CONFIGURATION_INCOMPLETE
            })
    @ResponseStatus(HttpStatus.ACCEPTED)
    ApiResponse<StatusView> start(Caller caller, @PathVariable @Positive long id) {
        UserService service = services.require(caller, id);
        return accepted(service, lifecycle.start(id, caller.id(), OperationType.START));
    }

    @Operation(summary = "Stops a service and keeps its data")
    @PostMapping("/stop")
    @Answers(value = HttpStatus.ACCEPTED, refuses = ErrorCode.ENVIRONMENT_STATE_CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ApiResponse<StatusView> stop(Caller caller, @PathVariable @Positive long id) {
        UserService service = services.require(caller, id);
        return accepted(service, lifecycle.stop(id, caller.id(), OperationType.STOP));
    }

    @Operation(summary = "Stops a service and starts it again")
    @PostMapping("/restart")
    @Answers(
            value = HttpStatus.ACCEPTED,
            refuses = {
                ErrorCode.ACCOUNT_SUSPENDED,
                ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                ErrorCode.QUOTA_EXCEEDED,
                ErrorCode.INSUFFICIENT_BALANCE,
                ErrorCode.CONFIGURATION_INCOMPLETE
            })
    @ResponseStatus(HttpStatus.ACCEPTED)
    ApiResponse<StatusView> restart(Caller caller, @PathVariable @Positive long id) {
        UserService service = services.require(caller, id);
        return accepted(service, lifecycle.restart(id, caller.id()));
    }

    @Operation(summary = "Where a service is wanted, where it was seen, and what it answers when it is asked how it is")
    @GetMapping("/status")
    ApiResponse<StatusView> status(Caller caller, @PathVariable @Positive long id) {
        UserService service = services.require(caller, id);
        ServiceState state =
                states.find(id).orElseGet(() -> ServiceState.created(id, service.owner(), service.configVersion()));
        var expected = types.require(service.type()).descriptor().readiness();
        return ApiResponse.of(StatusView.of(
                service, state, storage.kept(id), health.of(state, "/s/" + service.instanceKey(), expected)));
    }

    private ApiResponse<StatusView> accepted(UserService service, ServiceState state) {
        return ApiResponse.of(StatusView.of(service, state, storage.kept(service.id()), Health.UNKNOWN));
    }
}
