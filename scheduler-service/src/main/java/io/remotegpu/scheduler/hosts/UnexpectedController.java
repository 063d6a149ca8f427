package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.scheduler.hosts.UnexpectedWorkloads.Unexpected;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What runs on hosts though nobody leased it, and what becomes of it. */
@RestController
@RequestMapping("/api/v1/admin/hosts/{id}/unexpected")
class UnexpectedController {
    private final UnexpectedWorkloads unexpected;

    UnexpectedController(UnexpectedWorkloads unexpected) {
        this.unexpected = unexpected;
    }

    @GetMapping
    ApiResponse<List<Unexpected>> list(Caller caller, @PathVariable String id) {
        caller.requireAdmin();
        return ApiResponse.of(unexpected.on(id));
    }

    @PostMapping("/{workload}/stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ApiResponse<List<Unexpected>> stop(Caller caller, @PathVariable String id, @PathVariable String workload) {
        caller.requireAdmin();
        unexpected.stop(parsed(HostId::new, "host", id), parsed(WorkloadId::new, "unexpected workload", workload));
        return ApiResponse.of(unexpected.on(id));
    }

    private static <T> T parsed(Function<String, T> form, String what, String value) {
        try {
            return form.apply(value);
        } catch (IllegalArgumentException notOne) {
            throw PlatformException.notFound(what, value);
        }
    }
}
