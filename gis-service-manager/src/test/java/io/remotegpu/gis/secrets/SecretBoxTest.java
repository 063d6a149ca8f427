package io.remotegpu.gis.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
    private static final String FIRST = "one:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String SECOND = "two:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    @Test
    void opensWhatItSealed() {
        SecretBox box = new SecretBox(List.of(FIRST));

        assertThat(box.open(box.seal("p@ss\"wörd", "row 1"), "row 1")).isEqualTo("p@ss\"wörd");
    }

    @Test
    void sealsTheSameNeverTwiceTheSameWayAndShowsNothingOfIt() {
        SecretBox box = new SecretBox(List.of(FIRST));

        assertThat(box.seal("secret", "row"))
                .isNotEqualTo(box.seal("secret", "row"))
                .doesNotContain("secret");
    }

    @Test
    void opensNothingInThePlaceOfAnother() {
        SecretBox box = new SecretBox(List.of(FIRST));
        String sealed = box.seal("secret", "row 1");

        assertThatIllegalStateException().isThrownBy(() -> box.open(sealed, "row 2"));
        assertThatIllegalStateException()
                .isThrownBy(() -> box.open(sealed.replace("\"one\"", "\"two\""), "row 1"))
                .withMessageContaining("two");
    }

    @Test
    void rotatesToAKeyThatIsPutFirst() {
        String old = new SecretBox(List.of(FIRST)).seal("secret", "row");
        SecretBox both = new SecretBox(List.of(SECOND, FIRST));
        String renewed = both.renew(old, "row");

        assertThat(both.open(old, "row")).isEqualTo("secret");
        assertThat(renewed).contains("\"two\"");
        assertThat(new SecretBox(List.of(SECOND)).open(renewed, "row")).isEqualTo("secret");
        assertThatIllegalStateException().isThrownBy(() -> new SecretBox(List.of(SECOND)).open(old, "row"));
    }

    @Test
    void doesNotStartWithoutAKey() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SecretBox(List.of()))
                .withMessageContaining("GIS_SECRETS_KEYS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "one", "one:", "one:AAAA", "one:not base64!", ":AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
            })
    void takesNoKeyThatProtectsNothing(String key) {
        assertThatIllegalStateException().isThrownBy(() -> new SecretBox(List.of(key)));
    }
}
