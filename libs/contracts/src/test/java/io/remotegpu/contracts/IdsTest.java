package io.remotegpu.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    @ParameterizedTest
    @ValueSource(strings = {"gpu-01", "gpu-01.lab.example", "A"})
    void acceptsNamesOfHosts(String name) {
        assertThat(new HostId(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-gpu",
                "gpu 01",
                "gpu/01",
                "a234567890123456789012345678901234567890123456789012345678901234"
            })
    void refusesWhatCannotBePartOfATopic(String name) {
        assertThatThrownBy(() -> new HostId(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "env", "env_1", "ENV-1", "env-"})
    void refusesWhatIsNoWorkload(String id) {
        assertThatThrownBy(() -> new WorkloadId(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "snap-", "snap--1", "snap-A", "snap-a/b", "image-1"})
    void refusesWhatCannotBePartOfAnImageReference(String id) {
        assertThatThrownBy(() -> new SnapshotId(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNumbersThatNoSequenceGives() {
        assertThatThrownBy(() -> new CustomerId(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WorkspaceId(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
