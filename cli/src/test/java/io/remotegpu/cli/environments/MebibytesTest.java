package io.remotegpu.cli.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class MebibytesTest {
    @ParameterizedTest
    @CsvSource({"4096,4096", "512M,512", "4G,4096", "2 GiB,2048"})
    void readsAmountsAsPeopleWriteThem(String text, int mebibytes) {
        assertThat(Mebibytes.parse(text).count()).isEqualTo(mebibytes);
    }

    @Test
    void saysHowToWriteAnAmount() {
        assertThatThrownBy(() -> Mebibytes.parse("much"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("4G");
    }
}
