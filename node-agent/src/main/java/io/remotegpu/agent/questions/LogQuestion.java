package io.remotegpu.agent.questions;

import io.remotegpu.agent.runtime.ContainerLogs;
import io.remotegpu.agent.runtime.LogRequest;
import io.remotegpu.contracts.NodeAnswer;
import io.remotegpu.contracts.NodeAnswer.LogsRead;
import io.remotegpu.contracts.NodeQuestion.ReadLogs;
import io.remotegpu.contracts.workload.LogLine;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One question for a log, from its first to its last answer. */
final class LogQuestion {
    private static final int MOST_LINES = 10_000;
    private static final int MOST_SECONDS = 300;
    private static final int TELL_MILLIS = 250;

    private final ReadLogs question;
    private final ContainerLogs logs;
    private final Semaphore readings;
    private final Consumer<NodeAnswer> answers;
    private volatile boolean stopped;
    private volatile @Nullable LogFlow flow;
    private volatile boolean askedAgain;
    private volatile boolean over;

    /** @param readings places for those who read what was printed before */
    LogQuestion(ReadLogs question, ContainerLogs logs, Semaphore readings, Consumer<NodeAnswer> answers) {
        this.question = question;
        this.logs = logs;
        this.readings = readings;
        this.answers = answers;
    }

    /** Returns after the last answer. Throws if whatever runs containers does not answer. */
    void answer(String container) {
        String reached = tellPast(container);
        if (question.follow()) {
            follow(container, reached);
        }
    }

    /** Returns the position behind what was printed before: also for those who want no old lines the new ones begin there. */
    private @Nullable String tellPast(String container) {
        LastLines last = new LastLines(Math.clamp(question.tail(), 0, MOST_LINES), question.after(), until(question));
        readings.acquireUninterruptibly();
        try {
            logs.read(new LogRequest(container, Math.max(1, question.tail()), question.after(), false), last);
            tell(last);
        } finally {
            readings.release();
        }
        return last.position();
    }

    /** Whether it lasts longer now; false if it is ending. */
    boolean extend(ReadLogs again) {
        LogFlow flowing = flow;
        if (flowing == null || flowing.hasEnough()) {
            return flowing == null;
        }
        flowing.extend(until(again));
        askedAgain = true;
        return true;
    }

    void stop() {
        stopped = true;
        LogFlow flowing = flow;
        if (flowing != null) {
            flowing.stop();
        }
    }

    private void tell(LastLines last) {
        List<LastLines.Part> parts = last.parts();
        for (int i = 0; i < parts.size(); i++) {
            boolean complete = !question.follow() && i == parts.size() - 1;
            LastLines.Part part = parts.get(i);
            tell(part.lines(), i == 0 ? last.leftOut() : 0, part.position(), complete);
        }
    }

    private void follow(String container, @Nullable String from) {
        LogFlow flowing = new LogFlow(from, until(question));
        flow = flowing;
        if (stopped) {
            return;
        }
        Thread teller = Thread.ofVirtual().name("logs-told").start(() -> tellUntilOver(flowing));
        try {
            logs.read(new LogRequest(container, 0, from, true), flowing);
        } finally {
            over = true;
            join(teller);
        }
        // whoever still listens learns that the container is gone; nobody listens to what was stopped or ran out
        LogFlow.Taken rest = flowing.take();
        tell(rest.lines(), rest.leftOut(), rest.position(), !flowing.hasEnough());
    }

    private void tellUntilOver(LogFlow flowing) {
        try {
            while (!over) {
                TimeUnit.MILLISECONDS.sleep(TELL_MILLIS);
                LogFlow.Taken taken = flowing.take();
                if (!taken.lines().isEmpty() || taken.leftOut() > 0 || askedAgain) {
                    askedAgain = false;
                    tell(taken.lines(), taken.leftOut(), taken.position(), false);
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(List<LogLine> lines, long leftOut, @Nullable String position, boolean complete) {
        answers.accept(new LogsRead(
                question.questionId(), question.hostId(), question.workloadId(), lines, leftOut, position, complete));
    }

    private static long until(ReadLogs asked) {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.clamp(asked.waitSeconds(), 1, MOST_SECONDS));
    }

    private static void join(Thread teller) {
        try {
            teller.join();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
