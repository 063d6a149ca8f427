package io.remotegpu.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.utils.Exit;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** One Kafka broker per test JVM. */
public final class TestKafka {
    private static final String COMPACT = TopicConfig.CLEANUP_POLICY_COMPACT;

    private TestKafka() {}

    public static String bootstrapServers() {
        return Broker.INSTANCE.getBrokersAsString();
    }

    /** Empties every topic, so that a test context does not hear what an earlier one said. */
    public static void forgetEverything() {
        Broker.INSTANCE.doWithAdmin(admin -> {
            try {
                deleteRecords(admin);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException failure) {
                throw new IllegalStateException("cannot empty the topics of the embedded Kafka", failure);
            }
        });
    }

    private static void deleteRecords(Admin admin) throws InterruptedException, ExecutionException {
        Set<String> topics = admin.listTopics().names().get();
        List<ConfigResource> compacted = compacted(admin, topics);
        clean(admin, compacted, COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE);
        try {
            deleteRecords(admin, topics);
        } finally {
            clean(admin, compacted, COMPACT);
        }
    }

    /** The broker lets no records of these be deleted, by nobody. */
    private static List<ConfigResource> compacted(Admin admin, Set<String> topics)
            throws InterruptedException, ExecutionException {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        return admin.describeConfigs(resources).all().get().entrySet().stream()
                .filter(topic -> COMPACT.equals(
                        topic.getValue().get(TopicConfig.CLEANUP_POLICY_CONFIG).value()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void clean(Admin admin, List<ConfigResource> topics, String policy)
            throws InterruptedException, ExecutionException {
        AlterConfigOp change =
                new AlterConfigOp(new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, policy), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(
                        topics.stream().collect(Collectors.toMap(topic -> topic, topic -> List.of(change))))
                .all()
                .get();
    }

    private static void deleteRecords(Admin admin, Set<String> topics) throws InterruptedException, ExecutionException {
        List<TopicPartition> partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(TestKafka::partitions)
                .toList();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> {
            if (end.offset() > 0) {
                all.put(partition, RecordsToDelete.beforeOffset(end.offset()));
            }
        });
        Awaitility.await("the broker has heard that records may go, and they are gone")
                .ignoreExceptionsMatching(failure -> failure.getCause() instanceof PolicyViolationException)
                .untilAsserted(() -> admin.deleteRecords(all).all().get());
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }

    /** Started by the first test that needs it, gone with the JVM. */
    private static final class Broker {
        static final EmbeddedKafkaKraftBroker INSTANCE = start();

        private static EmbeddedKafkaKraftBroker start() {
            EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 3);
            broker.brokerProperty("auto.create.topics.enable", "true");
            broker.brokerProperty("num.partitions", "3");
            broker.brokerProperty("offsets.topic.num.partitions", "1");
            broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
            // It would remove its files at once when the JVM ends, while it still writes to them, and then wait for
            // itself.
            List<Runnable> last = new ArrayList<>();
            Exit.setShutdownHookAdder((name, hook) -> last.add(hook));
            broker.afterPropertiesSet();
            Exit.resetShutdownHookAdder();
            // After the contexts: a consumer that leaves its group waits long for a broker that has gone before.
            SpringApplication.getShutdownHandlers().add(() -> {
                broker.destroy();
                last.forEach(Runnable::run);
            });
            return broker;
        }
    }
}
