package io.remotegpu.gis.idle;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.lifecycle.Waking;
import io.remotegpu.web.ApiResponse;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** For the gateway, which alone reaches this path: somebody who may asks for an instance that sleeps. */
@RestController
@Hidden
class WakeController {
    private final Waking waking;

    WakeController(Waking waking) {
        this.waking = waking;
    }

    @PostMapping("/internal/user-services/{workload}/wake")
    ApiResponse<Map<String, Boolean>> wake(@PathVariable String workload) {
        WorkloadId id = new WorkloadId(workload);
        if (!waking.wake(id)) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT, "it does not sleep", Map.of("service", id.value()));
        }
        return ApiResponse.of(Map.of("starting", true));
    }
}
