package io.remotegpu.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskedStateTest {
    @Test
    void masksSecretsAtAnyDepthAndKeepsWhatOnlySoundsLikeOne() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("username", "ada");
        state.put("password", "Turtle-42-hops");
        state.put("token_id", 7);
        state.put("webhook", Map.of("url", "https://example.org", "signing_secret", "s3cret"));
        state.put("keys", List.of(Map.of("private_key", "pem", "fingerprint", "SHA256:x")));
        assertThat(MaskedState.json(state))
                .isEqualTo("{\"keys\":[{\"fingerprint\":\"SHA256:x\",\"private_key\":\"***\"}],\"password\":\"***\","
                        + "\"token_id\":7,\"username\":\"ada\","
                        + "\"webhook\":{\"signing_secret\":\"***\",\"url\":\"https://example.org\"}}");
    }

    @Test
    void storesNoStateForAnEmptyOneAndOnlyTheSizeOfAHugeOne() {
        assertThat(MaskedState.json(Map.of())).isNull();
        assertThat(MaskedState.json(Map.of("note", "x".repeat(20_000)))).isEqualTo("{\"too_long\":20011}");
    }
}
