package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.scheduler.hosts.HostViews.HostView;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Changes what hosts are marked with, and removes hosts. */
@RestController
@RequestMapping("/api/v1/admin/hosts/{id}")
class HostEditController {
    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._/-]{0,62}";

    private final HostViews hosts;
    private final HostMarks marks;
    private final HostRemoval removal;
    private final AdminTrail trail;

    HostEditController(HostViews hosts, HostMarks marks, HostRemoval removal, AdminTrail trail) {
        this.hosts = hosts;
        this.marks = marks;
        this.removal = removal;
        this.trail = trail;
    }

    /**
     * What is left out stays.
     *
     * @param labels all that are added to those of its agent
     * @param taints all of them: whom it takes, such as {@code gpu-sharing=forbidden} or {@code workspace=3}
     */
    record HostChanges(
            @Nullable @Size(max = 64)
            Map<@NotBlank @Pattern(regexp = WORD) String, @NotNull @Size(max = 63) String> labels,

            @Nullable @Size(max = 16)
            List<@NotNull @Pattern(regexp = WORD + "(=" + WORD + ")?", message = "must be a word, or key=value") String>
                    taints) {}

    @PatchMapping
    ApiResponse<HostView> change(Caller caller, @PathVariable String id, @Valid @RequestBody HostChanges body) {
        caller.requireAdmin();
        HostId host = new HostId(view(id).id());
        Map<String, String> labels = body.labels();
        List<String> taints = body.taints();
        if (labels != null) {
            trail.toHost(caller, host, "labelled", () -> marks.label(host, labels));
        }
        if (taints != null) {
            trail.toHost(caller, host, "tainted", () -> marks.taint(host, taints));
        }
        return ApiResponse.of(view(id));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable String id) {
        caller.requireAdmin();
        HostId host = new HostId(view(id).id());
        trail.toHost(caller, host, "removed", () -> removal.remove(host));
    }

    private HostView view(String id) {
        return hosts.find(id).orElseThrow(() -> PlatformException.notFound("host", id));
    }
}
