package io.remotegpu.messaging.questions;

import io.remotegpu.contracts.NodeAnswer;
import io.remotegpu.contracts.NodeAnswer.LogsRead;
import io.remotegpu.contracts.NodeQuestion.ReadLogs;
import io.remotegpu.contracts.NodeQuestion.StopFollowing;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks the same question again and again, each time from where the answers have got to: a host that was restarted meanwhile goes on there. */
final class KafkaLogFollowing implements LogFollowing {
    private static final int RENEWALS_MISSED = 3;

    private final UUID id = UUID.randomUUID();
    private final Answers answers = new Answers();
    private final QuestionDesk desk;
    private final Duration renewal;
    private final Runnable news;
    private FollowedLog log;
    private boolean asked;
    private boolean ended;
    private long askedNanos;
    /** When the oldest question was asked after which nothing was heard. */
    private long unansweredNanos;

    private volatile boolean heard;

    KafkaLogFollowing(QuestionDesk desk, Duration renewal, FollowedLog log, Runnable news) {
        this.desk = desk;
        this.renewal = renewal;
        this.log = log;
        this.news = news;
    }

    @Override
    public List<PrintedLog> next() {
        List<PrintedLog> told = new ArrayList<>();
        if (!asked) {
            desk.listen(id, this::hear);
            ask();
            take(answers.await(desk.patience()).orElseThrow(() -> QuestionDesk.silent(log.host())), told);
        }
        if (answers.overflowed()) {
            throw tooSlow();
        }
        for (Optional<LogsRead> more = waiting(); more.isPresent(); more = waiting()) {
            take(more.get(), told);
        }
        if (!ended) {
            keepUp();
        }
        return told;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        desk.forget(id);
        if (asked && !ended) {
            desk.mention(new StopFollowing(id, log.host()));
        }
    }

    private void hear(NodeAnswer answer) {
        heard = true;
        answers.add(answer);
        news.run();
    }

    private static PlatformException tooSlow() {
        return new PlatformException(
                ErrorCode.RATE_LIMITED,
                "the log grows faster than it is read; go on from the last position",
                Map.of("retry_after_s", 1));
    }

    private Optional<LogsRead> waiting() {
        return answers.await(Duration.ZERO);
    }

    private void take(LogsRead part, List<PrintedLog> told) {
        log = log.from(part.position());
        ended |= part.complete();
        if (!part.lines().isEmpty() || part.leftOut() > 0) {
            told.add(new PrintedLog(part.lines(), part.leftOut(), part.position()));
        }
    }

    private void keepUp() {
        long now = System.nanoTime();
        if (!heard && now - unansweredNanos > desk.patience().toNanos()) {
            throw QuestionDesk.silent(log.host());
        }
        if (now - askedNanos > renewal.toNanos()) {
            ask();
        }
    }

    private void ask() {
        int seconds = Math.toIntExact(renewal.multipliedBy(RENEWALS_MISSED).toSeconds());
        askedNanos = System.nanoTime();
        if (heard || !asked) {
            unansweredNanos = askedNanos;
        }
        heard = false;
        asked = true;
        desk.send(new ReadLogs(id, log.host(), log.workload(), log.tail(), log.after(), seconds, true));
    }
}
