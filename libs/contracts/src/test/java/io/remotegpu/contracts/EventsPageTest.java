package io.remotegpu.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventsPageTest {
    private static final Path PAGE = Path.of("../../docs/events.md");

    @Test
    void describesEveryMessageAsItIsNow() throws IOException {
        String expected = EventsPage.write();
        if (Boolean.getBoolean("remotegpu.docs.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE)
                .as(
                        "docs/events.md is stale: mvn -pl libs/contracts test -Dtest=EventsPageTest -Dremotegpu.docs.write=true")
                .content()
                .isEqualTo(expected);
    }
}
