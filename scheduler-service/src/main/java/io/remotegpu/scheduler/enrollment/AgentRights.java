package io.remotegpu.scheduler.enrollment;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.signing.VerifyingKey;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * All that one host's agent may do in Kafka, and the topics that are its own.
 *
 * @param user of the SCRAM credential
 */
record AgentRights(HostId host, String user) {
    private static final String FINGERPRINT = "SHA256:";
    private static final int KEY_BYTES = 8;
    private static final String KEPT = Long.toString(Duration.ofMinutes(10).toMillis());

    /**
     * The rights of a host with this key, as a user of their own: connections stay open for minutes after their user lost its password, and
     * those of an earlier key would gain what the later one may. Ids hold no slash, so no other host's user is ever the same.
     */
    static AgentRights of(HostId host, VerifyingKey key) {
        byte[] digest = Base64.getDecoder().decode(key.fingerprint().substring(FINGERPRINT.length()));
        return new AgentRights(host, "host/" + host + "/" + HexFormat.of().formatHex(digest, 0, KEY_BYTES));
    }

    static String principal(String user) {
        return "User:" + user;
    }

    List<AclBinding> bindings() {
        return List.of(
                allow(TOPIC, Topics.nodeCommands(host), READ),
                allow(TOPIC, Topics.nodeQuestions(host), READ),
                allow(TOPIC, Topics.deadLetters(Topics.nodeCommands(host)), WRITE),
                allow(GROUP, "node-agent-" + host, READ),
                allow(TOPIC, Topics.NODE, WRITE),
                allow(TOPIC, Topics.NODE_ANSWERS, WRITE),
                allow(TOPIC, Topics.TELEMETRY, WRITE));
    }

    /** Made for the agent, which may make none: one partition each, so that what is said to it keeps its order. */
    List<NewTopic> topics() {
        Map<String, String> fleeting =
                Map.of(TopicConfig.RETENTION_MS_CONFIG, KEPT, TopicConfig.SEGMENT_MS_CONFIG, KEPT);
        return List.of(
                topic(Topics.nodeCommands(host)),
                topic(Topics.nodeQuestions(host)).configs(fleeting),
                topic(Topics.deadLetters(Topics.nodeCommands(host))));
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(1), Optional.empty());
    }

    private AclBinding allow(ResourceType type, String name, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry(principal(user), "*", operation, AclPermissionType.ALLOW));
    }
}
