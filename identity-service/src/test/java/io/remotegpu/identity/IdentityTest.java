package io.remotegpu.identity;

import io.remotegpu.testing.TestInfrastructure;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** The whole service on a real database and a real Kafka. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {IdentityService.class, MovableTime.class, RecordedSms.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=identity-service",
            "identity.signing.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "identity.first-admin.password=Gpu-Fleet-7-keeper"
        })
@Import(TestInfrastructure.class)
public @interface IdentityTest {}
