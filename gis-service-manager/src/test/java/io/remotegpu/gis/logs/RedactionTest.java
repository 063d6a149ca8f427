package io.remotegpu.gis.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cannot connect to postgresql://reader:hunter2@db.example.org/maps",
                "postgres://reader:hunter2@[::1]:5432/maps?sslmode=require failed",
                "password=hunter2 host=db",
                "{\"password\": \"hunter2\"}",
                "passwd:'hunter2'",
                "users.xml has digest1:hunter2AAAA="
            })
    void takesPasswordsOutOfWhatServersPrint(String line) {
        assertThat(Redaction.of(line)).doesNotContain("hunter2").contains("***");
    }

    @Test
    void leavesTheRestAsItIs() {
        assertThat(Redaction.of("postgresql://reader:hunter2@db.example.org/maps: no such table \"roads\""))
                .isEqualTo("postgresql://reader:***@db.example.org/maps: no such table \"roads\"");
    }
}
