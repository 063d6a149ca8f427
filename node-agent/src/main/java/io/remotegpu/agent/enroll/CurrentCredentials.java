package io.remotegpu.agent.enroll;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;
import org.jspecify.annotations.Nullable;

/** Gives a Kafka client the credentials of the moment at each login, so that an exchange needs no new client. Kafka makes it by its class. */
public final class CurrentCredentials implements AuthenticateCallbackHandler {
    static final String KEEPER = "remotegpu.credentials";

    private @Nullable Supplier<KafkaLogin> current;

    @Override
    @SuppressWarnings("unchecked")
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> jaas) {
        current = (Supplier<KafkaLogin>) settings.get(KEEPER);
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        KafkaLogin login = Objects.requireNonNull(current, "configured first").get();
        for (Callback callback : callbacks) {
            switch (callback) {
                case NameCallback name -> name.setName(login.username());
                case PasswordCallback password ->
                    password.setPassword(login.password().toCharArray());
                case ScramExtensionsCallback none -> none.extensions(Map.of());
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {}
}
