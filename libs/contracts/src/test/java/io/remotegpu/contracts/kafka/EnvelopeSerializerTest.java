package io.remotegpu.contracts.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.UnknownEvent;
import io.remotegpu.contracts.wire.CloudEventHeaders;
import io.remotegpu.contracts.wire.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EnvelopeSerializerTest {
    private static final Envelope<SshKeyRemoved> ENVELOPE = new Envelope<>(
            UUID.fromString("0191d3a4-7c5e-7000-8000-000000000007"),
            "identity",
            Instant.parse("2026-03-01T12:00:00.123456Z"),
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            new SshKeyRemoved(new CustomerId(7), 11));

    private final Headers headers = new RecordHeaders();

    @Test
    void readsBackWhatItWrote() {
        assertThat(read(write(ENVELOPE))).isEqualTo(ENVELOPE);
    }

    @Test
    void repeatsNoHeaderWhenItWritesAgain() {
        write(ENVELOPE);
        write(ENVELOPE);

        assertThat(headers.headers(CloudEventHeaders.ID)).hasSize(1);
    }

    @Test
    void passesOnWhatItDoesNotKnow() {
        byte[] json = write(ENVELOPE);
        headers.remove(CloudEventHeaders.TYPE);
        headers.add(CloudEventHeaders.TYPE, "identity.ssh-key-framed.v1".getBytes(StandardCharsets.UTF_8));

        assertThat(read(json).message()).isInstanceOfSatisfying(UnknownEvent.class, unknown -> {
            assertThat(unknown.type()).isEqualTo("identity.ssh-key-framed.v1");
            assertThat(unknown.key()).isEqualTo("7");
        });
    }

    @Test
    void namesTheHeaderThatIsMissing() {
        byte[] json = write(ENVELOPE);
        headers.remove(CloudEventHeaders.ID);

        assertThatThrownBy(() -> read(json))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("ce_id is missing");
    }

    private byte[] write(Envelope<SshKeyRemoved> envelope) {
        return new EnvelopeSerializer().serialize("topic", headers, envelope);
    }

    private Envelope<?> read(byte[] json) {
        return new EnvelopeDeserializer().deserialize("topic", headers, json);
    }
}
