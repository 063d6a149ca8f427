package io.remotegpu.scheduler.leases;

import io.remotegpu.scheduler.placement.PackPolicy;
import io.remotegpu.scheduler.placement.Placement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class LeaseConfiguration {
    @Bean
    Placement placement() {
        return new Placement(new PackPolicy());
    }
}
