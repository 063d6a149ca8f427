package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.HostId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The days that have room for what hosts measure. */
@Component
public class SampleDays {
    private static final Logger log = LoggerFactory.getLogger(SampleDays.class);

    private final Clock clock;

    SampleDays(Clock clock) {
        this.clock = clock;
    }

    /** Whether what a host dates so can be kept; warns if not. */
    public boolean haveRoomFor(HostId host, Instant at) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        boolean room = !day.isBefore(today.minusDays(SamplePartitions.DAYS_BACK)) && !day.isAfter(today.plusDays(1));
        if (!room) {
            log.warn("a sample of host {} is of {} and is left out: set the clock of that host", host, at);
        }
        return room;
    }
}
