package io.remotegpu.gateway;

import java.time.Clock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The platform's one origin: routes, tokens, rate limits, health and the services' OpenAPI documents. */
@SpringBootConfiguration(proxyBeanMethods = false)
@GatewayParts
@ComponentScan
@ConfigurationPropertiesScan
public class GatewayService {
    public static void main(String[] args) {
        application().run(args);
    }

    /** This service, ready to run alone or beside others in one JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(GatewayService.class).properties("spring.config.name=gateway");
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
