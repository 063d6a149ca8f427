package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {
    @Test
    void readsBothEnds() {
        assertThat(PortRange.parse("20000-20999")).isEqualTo(new PortRange(20000, 20999));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20000", "20999-20000", "80-90", "60000-70000", "a-b"})
    void refusesWhatIsNoRange(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PortRange.parse(text))
                .withMessageContaining(text);
    }
}
