package io.remotegpu.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeyEncryptionTest {
    private final KeyEncryption encryption = new KeyEncryption(key(1));

    @Test
    void opensWhatItSealed() {
        byte[] sealed = encryption.encrypt("id", "secret");
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
        assertThat(encryption.decrypt("id", sealed)).isEqualTo("secret");
        assertThat(encryption.encrypt("id", "secret")).isNotEqualTo(sealed);
    }

    @Test
    void refusesAnotherKeyAndAnotherKeyId() {
        byte[] sealed = encryption.encrypt("id", "secret");
        assertThatThrownBy(() -> new KeyEncryption(key(2)).decrypt("id", sealed))
                .hasMessageContaining("IDENTITY_ENCRYPTION_KEY");
        assertThatThrownBy(() -> encryption.decrypt("other", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysHowToSetAKeyThatIsMissing() {
        for (String bad : new String[] {"", "too short", "c2hvcnQ="}) {
            assertThatThrownBy(() -> new KeyEncryption(bad)).hasMessageContaining("openssl rand -base64 32");
        }
    }

    private static String key(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
