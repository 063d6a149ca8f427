package io.remotegpu.gis.idle;

import io.remotegpu.gis.idle.IdleServices.Quiet;
import io.remotegpu.gis.lifecycle.Waking;
import io.remotegpu.gis.services.Launches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Puts instances to sleep that nobody asked for as long as their owner said. Several replicas may watch: to sleep twice changes nothing. */
@Component
public class IdleWatch {
    private static final Logger LOG = LoggerFactory.getLogger(IdleWatch.class);

    private final IdleServices services;
    private final Launches launches;
    private final Waking waking;
    private final Clock clock;

    IdleWatch(IdleServices services, Launches launches, Waking waking, Clock clock) {
        this.services = services;
        this.launches = launches;
        this.waking = waking;
        this.clock = clock;
    }

    /** Looks once; called by itself every {@code gis.idle.watch-every}. */
    @Scheduled(fixedDelayString = "${gis.idle.watch-every:1m}")
    public void watch() {
        Instant now = clock.instant();
        services.at(now).forEach(quiet -> putToSleep(quiet, now));
    }

    private void putToSleep(Quiet quiet, Instant now) {
        try {
            Duration allowed = allowed(quiet.service());
            if (allowed.isPositive() && !quiet.since().plus(allowed).isAfter(now)) {
                waking.sleep(quiet.service());
            }
        } catch (RuntimeException failure) {
            LOG.warn("Service {} was not put to sleep: {}", quiet.service(), failure.toString());
        }
    }

    private Duration allowed(long service) {
        return Duration.ofMinutes(launches.configuration(service)
                .content()
                .path("idle_stop_minutes")
                .asInt(0));
    }
}
