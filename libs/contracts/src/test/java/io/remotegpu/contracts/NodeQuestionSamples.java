package io.remotegpu.contracts;

import io.remotegpu.contracts.workload.LogLine;
import java.util.List;
import java.util.UUID;

final class NodeQuestionSamples {
    private static final UUID QUESTION = UUID.fromString("0198c9f4-7a1b-7d02-8c11-5b0f6a2d9e47");
    private static final String POSITION = "2026-03-01T12:00:00.123456789Z/1";

    private NodeQuestionSamples() {}

    static List<Message> all() {
        return List.of(
                new NodeQuestion.ReadLogs(QUESTION, Samples.HOST, Samples.ENVIRONMENT, 200, POSITION, 60, true),
                new NodeQuestion.StopFollowing(QUESTION, Samples.HOST),
                new NodeAnswer.LogsRead(
                        QUESTION,
                        Samples.HOST,
                        Samples.ENVIRONMENT,
                        List.of(new LogLine(Samples.NOON, LogLine.Stream.STDERR, "CUDA out of memory", false)),
                        12,
                        POSITION,
                        false),
                new NodeAnswer.QuestionRefused(
                        QUESTION, Samples.HOST, NodeAnswer.Cause.NOT_HERE, "no container of env-7f3k2m9q is here"));
    }
}
