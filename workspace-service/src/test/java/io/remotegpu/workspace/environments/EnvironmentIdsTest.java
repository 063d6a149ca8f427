package io.remotegpu.workspace.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvironmentIdsTest {
    @Test
    void givesShortIdsThatDoNotRepeat() {
        EnvironmentIds ids = new EnvironmentIds();
        Set<String> seen = new HashSet<>();

        for (int i = 0; i < 1000; i++) {
            String id = ids.next().value();
            assertThat(id).matches("env-[a-z2-7]{12}");
            assertThat(seen.add(id)).isTrue();
        }
    }

    @Test
    void saysThatAnImpossibleIdDoesNotExist() {
        PlatformException refusal =
                catchThrowableOfType(PlatformException.class, () -> EnvironmentIds.parse("../../etc"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.ENVIRONMENT_NOT_FOUND);
    }
}
