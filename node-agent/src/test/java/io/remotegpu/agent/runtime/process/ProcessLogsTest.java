package io.remotegpu.agent.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.agent.runtime.LogReader;
import io.remotegpu.agent.runtime.LogRequest;
import io.remotegpu.contracts.workload.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLogsTest implements LogReader {
    private static final String ID = "process-gis-1-1";

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile String position = "";
    private volatile boolean running = true;
    private LaunchLogs files;
    private ProcessLogs logs;

    @BeforeEach
    void open() {
        files = new LaunchLogs(folder);
        logs = new ProcessLogs(files, id -> running);
    }

    @Test
    void readsTheLastLinesWithoutReadingTheFirst() throws IOException {
        print("one\ntwo\n" + "x".repeat(40_000) + "\nfour\nfive");

        logs.read(new LogRequest(ID, 3, null, false), this);

        assertThat(lines).hasSize(3).endsWith("four", "five");
        assertThat(lines.getFirst()).hasSize(8192);
    }

    @Test
    void goesOnBehindAPosition() throws IOException {
        print("one\ntwo\n");
        logs.read(new LogRequest(ID, 1, null, false), this);
        print("three\n");
        lines.clear();

        logs.read(new LogRequest(ID, 10, position, false), this);

        assertThat(lines).containsExactly("three");
    }

    @Test
    void beginsAnewWhereTheFileIsAnotherOne() throws IOException {
        print("a long line of the process before\n");
        logs.read(new LogRequest(ID, 1, null, false), this);
        Files.writeString(files.file(ID), "anew\n");
        lines.clear();

        logs.read(new LogRequest(ID, 10, position, false), this);

        assertThat(lines).containsExactly("anew");
    }

    @Test
    void followsWholeLinesUntilTheProcessHasEnded() throws IOException {
        Thread following = Thread.ofVirtual().start(() -> logs.read(new LogRequest(ID, 0, null, true), this));
        print("one\ntw");
        await().until(() -> lines.contains("one"));
        print("o\n");
        await().until(() -> lines.contains("two"));
        running = false;

        await().until(() -> !following.isAlive());
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void findsNothingWhereNothingWasPrinted() {
        logs.read(new LogRequest(ID, 10, "nonsense", false), this);

        assertThat(lines).isEmpty();
    }

    @Override
    public void line(LogLine line, String behind) {
        lines.add(line.text());
        position = behind;
    }

    @Override
    public boolean hasEnough() {
        return false;
    }

    private void print(String text) throws IOException {
        Files.writeString(files.file(ID), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
