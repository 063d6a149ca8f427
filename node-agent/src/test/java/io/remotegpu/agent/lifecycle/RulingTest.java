package io.remotegpu.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.Commands;
import io.remotegpu.agent.journal.Phase;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.WorkloadId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fence as a table: the host has carried out epoch 5. */
class RulingTest {
    private static final WorkloadId ID = new WorkloadId("env-1");
    private static final Commands COMMANDS = new Commands(new HostId("host-1"));

    // spotless:off
    @ParameterizedTest(name = "{1} of epoch {2} on {0} is {3}")
    @CsvSource({
        "RUNNING,  start, 4, FENCED",  "STOPPED, start, 4, FENCED",  "REMOVED,  start, 4, FENCED",
        "STARTING, start, 5, PROCEED", "RUNNING, start, 5, REPEAT",  "FAILED,   start, 5, REPEAT",
        "EXITED,   start, 5, REPEAT",  "STOPPED, start, 5, FENCED",  "STOPPING, start, 5, FENCED",
        "RUNNING,  start, 6, PROCEED", "STOPPED, start, 6, PROCEED", "REMOVED,  start, 6, PROCEED",
        "RUNNING,  stop,  4, REPEAT",  "RUNNING, stop,  5, PROCEED", "STOPPED,  stop,  5, REPEAT",
        "EXITED,   stop,  5, PROCEED", "FAILED,  stop,  5, PROCEED", "STOPPED,  stop,  6, PROCEED",
        "STOPPED,  remove, 4, FENCED", "STOPPED, remove, 5, PROCEED", "REMOVED, remove, 5, PROCEED",
        "RUNNING,  keys,  4, FENCED",  "RUNNING, keys,  5, PROCEED", "REMOVED,  keys,  5, FENCED",
        "RUNNING,  verify, 4, PROCEED", "STOPPED, verify, 5, PROCEED"
    })
    // spotless:on
    void decidesByEpochAndPhase(Phase phase, String command, long epoch, Ruling expected) {
        WorkloadRecord known = new WorkloadRecord(ID, 5, phase, List.of(), List.of(), null, null, null, null, null, 0);

        assertThat(Ruling.of(known, command(command, epoch))).isEqualTo(expected);
    }

    private static NodeCommand command(String name, long epoch) {
        return switch (name) {
            case "start" -> COMMANDS.start(ID, epoch, 20000, List.of(), List.of());
            case "stop" -> COMMANDS.stop(ID, epoch);
            case "remove" -> COMMANDS.remove(ID, epoch);
            case "keys" -> COMMANDS.keys(ID, epoch, List.of());
            case "verify" -> COMMANDS.verify(ID, epoch, List.of());
            default -> throw new IllegalArgumentException(name);
        };
    }
}
