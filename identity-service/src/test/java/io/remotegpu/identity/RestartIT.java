package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.testing.TestDatabases;
import io.remotegpu.testing.TestKafka;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What must outlive the process. */
class RestartIT {
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String OTHER_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    private final String database = TestDatabases.create();

    @Test
    void keepsItsKeysAndItsPeople() {
        String keys;
        Person ada;
        try (ConfigurableApplicationContext first = start(KEY)) {
            ada = new Person(port(first), "restart-ada").registered().loggedIn();
            keys = keys(first);
        }
        try (ConfigurableApplicationContext second = start(KEY)) {
            assertThat(keys(second)).isEqualTo(keys).contains("\"ES256\"").doesNotContain("\"d\"");
            Person again = new Person(port(second), "restart-ada");
            again.accessToken = ada.accessToken;
            again.get("/api/v1/users/me").expectStatus().isOk();
            again.refresh(ada.refreshToken).expectStatus().isOk();
        }
        assertThatThrownBy(() -> start(OTHER_KEY)).hasStackTraceContaining("does not open with this encryption key");
        assertThatThrownBy(() -> start("")).hasStackTraceContaining("openssl rand -base64 32");
    }

    private ConfigurableApplicationContext start(String encryptionKey) {
        return IdentityService.application()
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(),
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.username=" + TestDatabases.USER,
                        "--spring.datasource.password=",
                        "--identity.signing.encryption-key=" + encryptionKey,
                        "--identity.first-admin.password=Gpu-Fleet-7-keeper");
    }

    private static String keys(ConfigurableApplicationContext context) {
        return Person.json(new Person(port(context), "anyone").get("/.well-known/jwks.json"), 200)
                .toString();
    }

    private static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
