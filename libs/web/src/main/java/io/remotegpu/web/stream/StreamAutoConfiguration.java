package io.remotegpu.web.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import tools.jackson.databind.json.JsonMapper;

/** Lets controllers serve streams. */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(StreamProperties.class)
class StreamAutoConfiguration {
    @Bean
    EventStreams eventStreams(
            StreamProperties properties,
            JsonMapper json,
            ObjectProvider<JwtDecoder> decoder,
            ObjectProvider<Clock> clock) {
        Clock now = clock.getIfAvailable(Clock::systemUTC);
        return new EventStreams(properties, json, caller -> new TokenWatch(caller, decoder.getIfAvailable(), now));
    }

    @Bean
    MeterBinder openStreams(EventStreams streams) {
        return registry -> Gauge.builder("remotegpu.streams.open", streams, EventStreams::open)
                .description("server-sent event streams that this replica serves")
                .register(registry);
    }
}
