package io.remotegpu.agent;

import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeAnswer;
import io.remotegpu.contracts.NodeAnswer.LogsRead;
import io.remotegpu.contracts.NodeQuestion;
import io.remotegpu.contracts.NodeQuestion.ReadLogs;
import io.remotegpu.contracts.TelemetryEvent.ActivitySeen;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.TelemetryEvent.SessionsSeen;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.kafka.EnvelopeRecord;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.LogLine;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.contracts.workload.WorkloadSample;
import io.remotegpu.contracts.workload.WorkloadSessions.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Plays a service that asks a host: sends questions, keeps every answer. */
final class Asking implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HostId host;
    private final Map<String, Object> settings;
    private final KafkaProducer<String, Envelope<? extends Message>> producer;
    private final List<NodeAnswer> answers = new CopyOnWriteArrayList<>();
    private final List<HostSampled> samples = new CopyOnWriteArrayList<>();
    private final Map<WorkloadId, WorkloadActivity> activities = new ConcurrentHashMap<>();
    private final Map<WorkloadId, List<Session>> sessions = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Asking(String servers, HostId host) {
        this.host = host;
        this.settings = Map.of("bootstrap.servers", servers, "linger.ms", 0);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new EnvelopeSerializer());
        Thread.ofPlatform().daemon().name("collect-answers").start(this::collect);
    }

    void ask(NodeQuestion question) {
        producer.send(EnvelopeRecord.of(new Envelope<>(UUID.randomUUID(), "test", Instant.now(), null, question)));
        producer.flush();
    }

    /** Asks until the host, which hears only what is asked once it listens, has answered. */
    ReadLogs askUntilAnswered(WorkloadId workload, int tail, @Nullable String after, boolean follow) {
        ReadLogs question = new ReadLogs(UUID.randomUUID(), host, workload, tail, after, 60, follow);
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            if (to(question).isEmpty()) {
                ask(question);
            }
            return !to(question).isEmpty();
        });
        return question;
    }

    /** What was answered so far. */
    List<NodeAnswer> to(NodeQuestion question) {
        return answers.stream()
                .filter(answer -> answer.questionId().equals(question.questionId()))
                .toList();
    }

    List<LogsRead> read(NodeQuestion question) {
        return to(question).stream()
                .filter(LogsRead.class::isInstance)
                .map(LogsRead.class::cast)
                .toList();
    }

    List<String> lines(NodeQuestion question) {
        return read(question).stream()
                .flatMap(answer -> answer.lines().stream())
                .map(LogLine::text)
                .toList();
    }

    /** Every sample so far. */
    List<HostSampled> samples() {
        return List.copyOf(samples);
    }

    /** Every sample of a workload so far. */
    Stream<WorkloadSample> samples(WorkloadId workload) {
        return samples.stream().flatMap(sampled -> sampled.workloads().stream()).filter(sample -> sample.workloadId()
                .equals(workload));
    }

    /** Its sessions as last told, by id. */
    Map<String, Session> sessions(WorkloadId workload) {
        return sessions.getOrDefault(workload, List.of()).stream()
                .collect(Collectors.toMap(Session::id, Function.identity()));
    }

    /** What was seen of a workload last. */
    Optional<WorkloadActivity> activity(WorkloadId workload) {
        return Optional.ofNullable(activities.get(workload));
    }

    private void collect() {
        try (KafkaConsumer<String, Envelope<Message>> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new EnvelopeDeserializer())) {
            List<TopicPartition> all =
                    List.of(new TopicPartition(Topics.NODE_ANSWERS, 0), new TopicPartition(Topics.TELEMETRY, 0));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (!closed) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(message -> keep(message.value().message()));
            }
        }
    }

    private void keep(Message message) {
        switch (message) {
            case NodeAnswer answer -> answers.add(answer);
            case HostSampled sampled -> samples.add(sampled);
            case ActivitySeen seen -> seen.workloads().forEach(one -> activities.put(one.workloadId(), one));
            case SessionsSeen seen -> seen.workloads().forEach(one -> sessions.put(one.workloadId(), one.sessions()));
            default -> {} // others are on other topics
        }
    }

    @Override
    public void close() {
        closed = true;
        producer.close();
    }
}
