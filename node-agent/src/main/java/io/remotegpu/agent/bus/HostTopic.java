package io.remotegpu.agent.bus;

import io.remotegpu.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** A topic of this host's own: one partition, so that what is said to it keeps its order. */
final class HostTopic {
    private static final String TEN_MINUTES =
            Long.toString(Duration.ofMinutes(10).toMillis());

    private final KafkaSettings settings;
    private final String name;
    private final Map<String, String> config;

    private HostTopic(KafkaSettings settings, String name, Map<String, String> config) {
        this.settings = settings;
        this.name = name;
        this.config = config;
    }

    static HostTopic ofCommands(KafkaSettings settings) {
        return new HostTopic(settings, Topics.nodeCommands(settings.host()), Map.of());
    }

    /** What was asked ten minutes ago nobody wants to know any more. */
    static HostTopic ofQuestions(KafkaSettings settings) {
        return new HostTopic(
                settings,
                Topics.nodeQuestions(settings.host()),
                Map.of(TopicConfig.RETENTION_MS_CONFIG, TEN_MINUTES, TopicConfig.SEGMENT_MS_CONFIG, TEN_MINUTES));
    }

    String name() {
        return name;
    }

    /** Fine if it exists, or if others make it. Throws while Kafka is away. */
    void create() throws ExecutionException, InterruptedException {
        if (!settings.access().makesTopics()) {
            return;
        }
        try (Admin admin = Admin.create(settings.common())) {
            NewTopic topic = new NewTopic(name(), Optional.of(1), Optional.empty()).configs(config);
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
