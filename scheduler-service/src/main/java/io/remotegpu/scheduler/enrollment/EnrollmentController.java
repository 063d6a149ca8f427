package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.enrollment.Enrollments.Newcomer;
import io.remotegpu.web.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What agents ask before they may speak. Nobody logs in here: a token, or the host's key, stands for them. */
@RestController
@RequestMapping("/api/v1/enrollment")
class EnrollmentController {
    private final EnrollmentProofs proofs;
    private final Enrollments enrollments;

    EnrollmentController(EnrollmentProofs proofs, Enrollments enrollments) {
        this.proofs = proofs;
        this.enrollments = enrollments;
    }

    /**
     * @param publicKey Ed25519, the Base64 of its X.509 form
     * @param facts of the host, for people
     * @param signature over all else, by the private half
     */
    record Application(
            @NotBlank @Size(max = 200) String token,

            @NotNull @Pattern(regexp = HostNames.FORM, message = HostNames.MESSAGE)
            String hostId,

            @NotBlank @Size(max = 200) String publicKey,

            @NotNull @Size(max = 16) Map<@NotBlank @Size(max = 40) String, @NotNull @Size(max = 200) String> facts,

            @NotNull Instant signedAt,
            @NotBlank @Size(max = 200) String signature) {}

    /** @param signature over the host's id and the instant, by its key */
    record Renewal(
            @NotNull @Pattern(regexp = HostNames.FORM, message = HostNames.MESSAGE)
            String hostId,

            @NotNull Instant signedAt,
            @NotBlank @Size(max = 200) String signature) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<AgentCredentials> enroll(@Valid @RequestBody Application body) {
        Newcomer newcomer = new Newcomer(
                new HostId(body.hostId()),
                body.publicKey(),
                EnrollmentProofs.key(body.publicKey()),
                body.facts(),
                body.signedAt());
        proofs.requireNewcomer(newcomer, body.token(), body.signature());
        return ApiResponse.of(enrollments.enroll(body.token(), newcomer));
    }

    @PostMapping("/credentials")
    ApiResponse<AgentCredentials> renew(@Valid @RequestBody Renewal body) {
        HostId host = new HostId(body.hostId());
        proofs.requireEnrolled(host, body.signedAt(), body.signature());
        return ApiResponse.of(enrollments.renew(host, body.signedAt()));
    }
}
