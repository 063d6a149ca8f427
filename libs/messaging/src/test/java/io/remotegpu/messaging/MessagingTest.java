package io.remotegpu.messaging;

import io.remotegpu.testing.TestInfrastructure;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** Runs {@link KeyDesk} on real PostgreSQL and Kafka; all classes with it share one application. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = KeyDesk.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "remotegpu.messaging.source=desk",
            "remotegpu.messaging.retry.first-pause=20ms",
            "remotegpu.messaging.relay.heartbeat=1s",
            "remotegpu.messaging.questions.enabled=true",
            "remotegpu.messaging.questions.renewal=1s",
            "spring.flyway.locations=classpath:db/messaging,classpath:db/test"
        })
@Import(TestInfrastructure.class)
public @interface MessagingTest {}
