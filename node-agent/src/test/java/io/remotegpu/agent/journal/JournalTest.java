package io.remotegpu.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.Commands;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final WorkloadId ID = new WorkloadId("env-1");
    private static final Commands COMMANDS = new Commands(new HostId("host-1"));

    @TempDir
    Path folder;

    @Test
    void givesBackEverythingItWasGiven() {
        WorkloadRecord full = inEveryPart();
        WorkloadRecord failed = WorkloadRecord.fresh(new WorkloadId("env-2"))
                .starting(1, List.of())
                .failed(new WorkloadFailure(FailureCause.PORT_TAKEN, "taken", 20000));
        Journal journal = journal();
        journal.save(full);
        journal.save(failed);

        assertThat(journal().load().records()).containsExactly(full, failed);
    }

    /** What an agent of before wrote is on the disks of hosts: a new one must go on with it. */
    @Test
    void readsWhatAnAgentOfThisFormatWrote() throws IOException {
        try (InputStream kept = Objects.requireNonNull(getClass().getResourceAsStream("/journal/format-1.json"))) {
            Files.write(folder.resolve("env-1.json"), kept.readAllBytes());
        }

        Journal.Contents contents = journal().load();

        assertThat(contents.damaged()).isEmpty();
        assertThat(contents.records()).containsExactly(inEveryPart());
    }

    /** How the kept file was written; it stays as it is when the format grows. */
    private static WorkloadRecord inEveryPart() {
        return WorkloadRecord.fresh(ID)
                .starting(3, List.of("GPU-1"))
                .running("c1", Instant.parse("2026-11-22T01:02:03.000000004Z"))
                .accepting(new AcceptedCommand(
                        COMMANDS.start(ID, 4, 20000, List.of("GPU-1"), List.of("ssh-x y")), "00-a-b-01"))
                .accepting(new AcceptedCommand(COMMANDS.stop(ID, 4), null))
                .exited(new Exit(137, true, "out of memory", Instant.EPOCH, false));
    }

    @Test
    void readsWhatAgentsWroteThatResetNoGpu() throws IOException {
        String json = "{\"workloadId\":\"env-1\",\"epoch\":3,\"phase\":\"STOPPED\",\"pending\":[],\"gpus\":[\"GPU-1\"],"
                + "\"containerId\":null,\"startedAt\":null,\"endedAt\":null,\"failure\":null,\"exit\":null}";
        CRC32C sum = new CRC32C();
        sum.update(json.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                folder.resolve("env-1.json"), HexFormat.of().toHexDigits((int) sum.getValue()) + "\n" + json + "\n");

        WorkloadRecord known = journal().load().records().getFirst();
        assertThat(known.epoch()).isEqualTo(3);
        assertThat(known.resetEpoch()).isZero();
        journal().save(known.resetting(4));
        assertThat(journal().load().records().getFirst().resetEpoch()).isEqualTo(4);
        assertThat(known.resetting(4).stopping(5).stopped(null).resetEpoch()).isEqualTo(4);
    }

    @Test
    void setsADamagedFileAsideAndNamesItsWorkload() throws IOException {
        journal().save(WorkloadRecord.fresh(ID).starting(3, List.of()));
        Path file = folder.resolve("env-1.json");
        Files.writeString(file, Files.readString(file).replace("STARTING", "RUNNING"));

        Journal.Contents contents = journal().load();
        assertThat(contents.records()).isEmpty();
        assertThat(contents.damaged()).containsExactly(ID);
        assertThat(folder.resolve("env-1.json.damaged")).exists();
    }

    @Test
    void anEmptyOrCutFileIsDamagedToo() throws IOException {
        Files.writeString(folder.resolve("env-1.json"), "");
        Files.writeString(folder.resolve("env-2.json"), "12345678\n{\"workloadId\":");

        assertThat(journal().load().damaged()).hasSize(2);
    }

    @Test
    void aDraftThatACrashLeftIsNoRecord() throws IOException {
        Files.writeString(folder.resolve("env-1.json.draft"), "half");

        assertThat(journal().load()).isEqualTo(new Journal.Contents(List.of(), List.of()));
    }

    @Test
    void forgetsRemovedWorkloadsWhenNoCommandCanComeBack() {
        journal().save(WorkloadRecord.fresh(ID).removed(3));
        Clock later = Clock.offset(Clock.systemUTC(), java.time.Duration.ofDays(15));

        assertThat(journal().load().records()).hasSize(1);
        assertThat(new Journal(folder, later).load().records()).isEmpty();
        assertThat(journal().load().records()).isEmpty();
    }

    @Test
    void answeringTakesOneOfTwoEqualCommands() {
        AcceptedCommand stop = new AcceptedCommand(COMMANDS.stop(ID, 1), null);
        WorkloadRecord twice = WorkloadRecord.fresh(ID).accepting(stop).accepting(stop);

        assertThat(twice.answered(stop).pending()).containsExactly(stop);
        assertThat(twice.answered(stop).answered(stop).answered(stop).pending()).isEmpty();
    }

    private Journal journal() {
        return new Journal(folder, Clock.systemUTC());
    }
}
