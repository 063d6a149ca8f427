package io.remotegpu.identity;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts identity-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class IdentityService {
    public static void main(String[] args) {
        application().run(args);
    }

    /** The service, not started yet, as its own process or beside others in one JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(IdentityService.class).properties("spring.config.name=identity-service");
    }
}
