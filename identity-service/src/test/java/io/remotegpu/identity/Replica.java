package io.remotegpu.identity;

import java.util.Arrays;
import org.springframework.context.ConfigurableApplicationContext;

/** Another replica of the service that a test runs on: on the same database and the same Kafka. */
final class Replica {
    private Replica() {}

    static ConfigurableApplicationContext of(ConfigurableApplicationContext other, String... more) {
        String[] settings = {
            "--server.port=0",
            same(other, "spring.datasource.url"),
            same(other, "spring.datasource.username"),
            same(other, "spring.datasource.password"),
            same(other, "spring.kafka.bootstrap-servers"),
            same(other, "identity.signing.encryption-key"),
        };
        String[] all = Arrays.copyOf(settings, settings.length + more.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        return IdentityService.application().run(all);
    }

    static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static String same(ConfigurableApplicationContext other, String property) {
        return "--" + property + "=" + other.getEnvironment().getRequiredProperty(property);
    }
}
