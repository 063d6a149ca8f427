package io.remotegpu.agent.enroll;

import io.remotegpu.agent.bus.KafkaAccess;
import io.remotegpu.contracts.signing.SigningKey;
import io.remotegpu.contracts.signing.SigningSerializer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.common.serialization.Serializer;

/** Of an enrolled host: it logs in with the credentials that it has at that moment, and signs what it says. */
public final class EnrolledAccess implements KafkaAccess {
    private final CredentialKeeper keeper;
    private final SigningKey key;

    public EnrolledAccess(CredentialKeeper keeper) {
        this.keeper = keeper;
        this.key = keeper.identity().keys().signingKey();
    }

    @Override
    public Map<String, Object> settings() {
        KafkaLogin login = keeper.identity().kafka();
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, login.securityProtocol());
        settings.put(SaslConfigs.SASL_MECHANISM, login.saslMechanism());
        settings.put(SaslConfigs.SASL_JAAS_CONFIG, ScramLoginModule.class.getName() + " required;");
        settings.put(SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS, CurrentCredentials.class);
        settings.put(CurrentCredentials.KEEPER, (Supplier<KafkaLogin>)
                () -> keeper.identity().kafka());
        if (login.caCertificate() != null) {
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, login.caCertificate());
        }
        return settings;
    }

    @Override
    public <T> Serializer<T> speaking(Serializer<T> plain) {
        return new SigningSerializer<>(plain, key);
    }

    @Override
    public boolean makesTopics() {
        return false;
    }

    @Override
    public void refused() {
        keeper.refused();
    }
}
