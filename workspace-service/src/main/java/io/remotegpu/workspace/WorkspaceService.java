package io.remotegpu.workspace;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Workspaces, members, quotas and environments over REST. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class WorkspaceService {
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(WorkspaceService.class).properties("spring.config.name=workspace-service");
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    public static void main(String[] args) {
        application().run(args);
    }
}
