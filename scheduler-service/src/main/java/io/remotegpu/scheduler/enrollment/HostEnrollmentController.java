package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which key speaks for a host, and that it does so no more. */
@RestController
@RequestMapping("/api/v1/admin/hosts/{id}/enrollment")
class HostEnrollmentController {
    private final Enrollments enrollments;

    HostEnrollmentController(Enrollments enrollments) {
        this.enrollments = enrollments;
    }

    @GetMapping
    ApiResponse<HostEnrollment> one(Caller caller, @PathVariable String id) {
        caller.requireAdmin();
        return ApiResponse.of(enrollments.find(host(id)));
    }

    /** Cuts the host off at once: it hears no commands, and nothing that it says counts. What runs there goes on. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable String id) {
        caller.requireAdmin();
        enrollments.revoke(host(id), caller);
    }

    private static HostId host(String id) {
        try {
            return new HostId(id);
        } catch (IllegalArgumentException none) {
            throw PlatformException.notFound("host enrollment", id);
        }
    }
}
