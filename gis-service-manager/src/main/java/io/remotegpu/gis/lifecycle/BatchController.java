package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.gis.services.ServiceDirectory;
import io.remotegpu.gis.services.ServiceRemoval;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The same for many services. Each is a transaction of its own: one that is refused keeps no other from its own. */
@RestController
@Tag(name = "GIS services")
class BatchController {
    private static final int MOST = 100;

    private final ServiceDirectory services;
    private final ServiceRemoval removal;
    private final Lifecycle lifecycle;

    BatchController(ServiceDirectory services, ServiceRemoval removal, Lifecycle lifecycle) {
        this.services = services;
        this.removal = removal;
        this.lifecycle = lifecycle;
    }

    enum Action {
        START,
        STOP,
        RESTART,
        DELETE
    }

    record Batch(
            @NotNull String action,
            @NotEmpty @Size(max = MOST) List<@NotNull @Positive Long> ids) {}

    /** @param status of the service after it was accepted; {@code error}, {@code code} and {@code message} if it was not */
    record Result(
            long id,
            boolean accepted,
            @Nullable String status,
            @Nullable Integer code,
            @Nullable String error,
            @Nullable String message) {}

    record Results(List<Result> items) {}

    @Operation(summary = "start, stop, restart or delete up to 100 services; each has a result of its own")
    @PostMapping("/api/v1/user-services/batch")
    ApiResponse<Results> batch(Caller caller, @Valid @RequestBody Batch batch) {
        Action action = action(batch.action());
        return ApiResponse.of(new Results(batch.ids().stream()
                .distinct()
                .map(id -> one(caller, action, id))
                .toList()));
    }

    private Result one(Caller caller, Action action, long id) {
        try {
            services.require(caller, id);
            return new Result(id, true, carriedOut(caller, action, id), null, null, null);
        } catch (PlatformException refused) {
            return new Result(
                    id, false, null, refused.code().number(), refused.code().wireName(), refused.getMessage());
        }
    }

    private String carriedOut(Caller caller, Action action, long id) {
        ServiceState state =
                switch (action) {
                    case START -> lifecycle.start(id, caller.id(), OperationType.START);
                    case STOP -> lifecycle.stop(id, caller.id(), OperationType.STOP);
                    case RESTART -> lifecycle.restart(id, caller.id());
                    case DELETE -> null;
                };
        if (state == null) {
            removal.begin(caller, id, false);
            return "deleting";
        }
        return state.observed().status().wireName();
    }

    private static Action action(String name) {
        try {
            return Action.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw FieldError.refuse("action", "must be start, stop, restart or delete");
        }
    }
}
