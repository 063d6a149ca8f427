package io.remotegpu.gis.idle;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.gis.GisHeaders;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.gis.lifecycle.Waking;
import io.remotegpu.web.ApiResponse;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** For the gateway, which alone knows the secret: somebody who may asks for an instance that sleeps. */
@RestController
@Hidden
class WakeController {
    private final WakeGuard guard;
    private final Waking waking;

    WakeController(WakeGuard guard, Waking waking) {
        this.guard = guard;
        this.waking = waking;
    }

    @PostMapping("/internal/user-services/{workload}/wake")
    ApiResponse<Map<String, Boolean>> wake(
            @PathVariable String workload,
            @RequestHeader(name = GisHeaders.WAKE_SECRET, required = false) @Nullable String secret) {
        guard.require(secret);
        long service =
                WorkloadIds.find(workload).orElseThrow(() -> PlatformException.notFound("user_service", workload));
        if (!waking.wake(service)) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT, "it does not sleep", Map.of("service", workload));
        }
        return ApiResponse.of(Map.of("starting", true));
    }
}
