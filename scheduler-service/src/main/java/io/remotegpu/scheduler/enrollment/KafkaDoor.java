package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Lets agents into Kafka, each to what is its own, and shuts them out. To do either again does no harm. */
@Component
class KafkaDoor {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int ITERATIONS = 4096;

    private final Map<String, Object> connection;
    private final AgentLimits limits;

    KafkaDoor(KafkaAdmin admin, EnrollmentProperties properties) {
        this.limits = new AgentLimits(properties.agentBytesPerSecond());
        this.connection = new HashMap<>(admin.getConfigurationProperties());
        connection.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        connection.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    }

    /** The user's new password; one that it had before opens nothing any more. */
    String open(AgentRights rights) {
        String password = Secret.next();
        try (Admin admin = Admin.create(connection)) {
            for (NewTopic topic : rights.topics()) {
                done(admin.createTopics(List.of(topic)).all(), TopicExistsException.class);
            }
            // limits before rights: nobody looks again if this ends in between
            done(admin.alterClientQuotas(List.of(limits.of(rights.user()))).all());
            done(admin.createAcls(rights.bindings()).all());
            ScramCredentialInfo form = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
            done(admin.alterUserScramCredentials(
                            List.of(new UserScramCredentialUpsertion(rights.user(), form, password)))
                    .all());
            return password;
        } catch (KafkaException away) {
            throw unavailable(away);
        }
    }

    /** The rights first: brokers ask for them at every request, also on connections that are open. */
    void close(String user) {
        try (Admin admin = Admin.create(connection)) {
            done(admin.deleteAcls(List.of(everything(AgentRights.principal(user))))
                    .all());
            done(
                    admin.alterUserScramCredentials(
                                    List.of(new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_512)))
                            .all(),
                    ResourceNotFoundException.class);
            done(admin.alterClientQuotas(List.of(AgentLimits.none(user))).all());
        } catch (KafkaException away) {
            throw unavailable(away);
        }
    }

    private static AclBindingFilter everything(String principal) {
        return new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY));
    }

    @SafeVarargs
    private static void done(KafkaFuture<?> asked, Class<? extends Exception>... fine) {
        try {
            asked.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw unavailable(stopping);
        } catch (ExecutionException refused) {
            for (Class<? extends Exception> expected : fine) {
                if (expected.isInstance(refused.getCause())) {
                    return;
                }
            }
            throw unavailable(refused);
        }
    }

    private static PlatformException unavailable(Exception failure) {
        String what = failure.getCause() instanceof SecurityDisabledException
                ? "the brokers check nobody's rights, so no host can be kept from another's commands: set authorizer.class.name on them"
                : "Kafka does not answer now: try again";
        return new PlatformException(ErrorCode.SERVICE_UNAVAILABLE, what, failure);
    }
}
