package io.remotegpu.agent.bus;

import io.remotegpu.contracts.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** This host's command topic: one partition, so that commands keep their order. */
final class CommandTopic {
    private final KafkaSettings settings;

    CommandTopic(KafkaSettings settings) {
        this.settings = settings;
    }

    String name() {
        return Topics.nodeCommands(settings.host());
    }

    /** Fine if it exists. Throws while Kafka is away. */
    void create() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings.common())) {
            NewTopic topic = new NewTopic(name(), Optional.of(1), Optional.empty());
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
