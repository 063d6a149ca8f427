package io.remotegpu.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.WorkloadId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverdrawnTest {
    private static final WorkloadId DELETED = new WorkloadId("env-1");
    private static final WorkloadId STAYS = new WorkloadId("env-2");
    private static final WorkloadId NEXT = new WorkloadId("env-3");

    @TempDir
    Path folder;

    @Test
    void keepsNothingOfWorkloadsThatAreNotHereAnyMore() {
        Set<WorkloadId> here = new HashSet<>(List.of(DELETED, STAYS, NEXT));
        Overdrawn overdrawn = new Overdrawn(folder.resolve("overdrawn"), here::contains);
        overdrawn.noteUncounted(DELETED);
        overdrawn.noteUncounted(STAYS);
        here.remove(DELETED);
        overdrawn.noteUncounted(NEXT);

        Overdrawn restarted = new Overdrawn(folder.resolve("overdrawn"), any -> true);
        assertThat(restarted.wasUncounted(DELETED)).isFalse();
        assertThat(restarted.wasUncounted(STAYS)).isTrue();
        assertThat(restarted.wasUncounted(NEXT)).isTrue();
    }
}
