package io.remotegpu.scheduler;

import io.remotegpu.messaging.listen.Batches;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Gives workloads a host, GPUs and ports, and takes them back. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
@EnableAsync
@Import(Batches.class)
public class SchedulerService {
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(SchedulerService.class).properties("spring.config.name=scheduler-service");
    }

    public static void main(String[] args) {
        application().run(args);
    }
}
