package io.remotegpu.scheduler.leases;

import io.remotegpu.scheduler.placement.Placement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class LeaseConfiguration {
    @Bean
    Placement placement(PlacementProperties properties) {
        return new Placement(properties.strategy(), System::nanoTime);
    }
}
