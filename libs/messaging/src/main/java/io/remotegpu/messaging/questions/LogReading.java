package io.remotegpu.messaging.questions;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeAnswer.LogsRead;
import io.remotegpu.contracts.NodeQuestion.ReadLogs;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One question for a log, and its answer in parts. */
final class LogReading implements AutoCloseable {
    private final UUID id = UUID.randomUUID();
    private final Answers answers = new Answers();
    private final QuestionDesk desk;
    private final ReadLogs question;

    LogReading(QuestionDesk desk, HostId host, WorkloadId workload, int tail) {
        this.desk = desk;
        int seconds = Math.toIntExact(Math.max(1, desk.patience().toSeconds()));
        this.question = new ReadLogs(id, host, workload, tail, null, seconds, false);
    }

    PrintedLog whole() {
        desk.listen(id, answers::add);
        desk.send(question);
        List<LogLine> lines = new ArrayList<>();
        long leftOut = 0;
        while (true) {
            LogsRead part = answers.await(desk.patience()).orElseThrow(() -> QuestionDesk.silent(question.hostId()));
            lines.addAll(part.lines());
            leftOut += part.leftOut();
            if (part.complete()) {
                return new PrintedLog(List.copyOf(lines), leftOut, part.position());
            }
        }
    }

    @Override
    public void close() {
        desk.forget(id);
    }
}
