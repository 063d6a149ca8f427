package io.remotegpu.testing;

import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * {@code @Import} it into a {@code @SpringBootTest}: the service then runs on an empty database of its own, on a Kafka without old messages,
 * and accepts the tokens of {@link TestTokens}. A {@link TopicProbe} of every topic and a {@link Publisher} can be injected.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestInfrastructure {
    @Bean
    DynamicPropertyRegistrar testInfrastructureProperties(Environment service) {
        DynamicPropertyRegistrar database = database(service);
        TestKafka.forgetEverything();
        return registry -> {
            database.accept(registry);
            registry.add("spring.kafka.bootstrap-servers", TestKafka::bootstrapServers);
            registry.add("spring.cloud.config.enabled", () -> false);
            // Tests play hosts without enrolling them.
            registry.add("remotegpu.messaging.host-facts.signed", () -> false);
            registry.add("remotegpu.security.jwks-uri", TestTokens::jwksUri);
        };
    }

    /** A service that names an owner of its tables beside the role it connects as gets both; any other is a superuser. */
    private static DynamicPropertyRegistrar database(Environment service) {
        String owner = service.getProperty("spring.flyway.user");
        if (owner != null) {
            String url = TestDatabases.create(owner, service.getRequiredProperty("spring.datasource.username"));
            return registry -> registry.add("spring.datasource.url", () -> url);
        }
        String url = TestDatabases.create();
        return registry -> {
            registry.add("spring.datasource.url", () -> url);
            registry.add("spring.datasource.username", () -> TestDatabases.USER);
            registry.add("spring.datasource.password", () -> "");
        };
    }

    @Bean
    TopicProbe topicProbe(DynamicPropertyRegistrar testInfrastructureProperties) {
        return TopicProbe.ofEveryTopic(TestKafka.bootstrapServers());
    }

    @Bean
    Publisher publisher() {
        return new Publisher(TestKafka.bootstrapServers(), "test-" + UUID.randomUUID());
    }
}
