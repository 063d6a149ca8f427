package io.remotegpu.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnrollmentEvent.EnrollmentTokenCreated;
import io.remotegpu.contracts.EnrollmentEvent.EnrollmentTokenRevoked;
import io.remotegpu.contracts.EnrollmentEvent.HostEnrolled;
import io.remotegpu.contracts.EnrollmentEvent.HostEnrollmentRevoked;
import io.remotegpu.contracts.HostId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EnrollmentFactsTest {
    private static final CustomerId BOSS = new CustomerId(1);
    private static final HostId HOST = new HostId("gpu-7");

    @Test
    void nameWhoLetAHostInAndWithWhichKey() {
        AuditEntry made = EnrollmentFacts.entry(new EnrollmentTokenCreated(12, null, Instant.EPOCH, BOSS, "boss"));
        assertThat(made.action()).isEqualTo("enrollment_token.created");
        assertThat(made.resourceId()).isEqualTo("12");
        assertThat(made.actorId()).isEqualTo(BOSS);
        assertThat(made.after().get("host_id")).isEqualTo("any new host");

        AuditEntry enrolled = EnrollmentFacts.entry(new HostEnrolled(HOST, 12, "SHA256:abc"));
        assertThat(enrolled.action()).isEqualTo("host.enrolled");
        assertThat(enrolled.resourceId()).isEqualTo("gpu-7");
        assertThat(enrolled.after().get("fingerprint")).isEqualTo("SHA256:abc");
    }

    @Test
    void nameWhoPutAHostOut() {
        AuditEntry host = EnrollmentFacts.entry(new HostEnrollmentRevoked(HOST, BOSS, "boss"));
        assertThat(host.action()).isEqualTo("host.enrollment_revoked");
        assertThat(host.actor()).isEqualTo("boss");

        AuditEntry token = EnrollmentFacts.entry(new EnrollmentTokenRevoked(12, BOSS, "boss"));
        assertThat(token.action()).isEqualTo("enrollment_token.revoked");
        assertThat(token.actor()).isEqualTo("boss");
    }
}
