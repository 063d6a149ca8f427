package io.remotegpu.gis.services;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is seen of services, for their users to read and to filter by. */
@Service
public class ServiceStates {
    private final ServiceLives lives;

    ServiceStates(ServiceLives lives) {
        this.lives = lives;
    }

    /**
     * Says what a service is seen to do. When it was last started and stopped follows from it.
     *
     * @param port of the host, null unless it runs
     */
    @Transactional
    public void observed(long service, ServiceStatus status, @Nullable Integer port, Instant at) {
        lives.observe(service, status, port, at);
    }
}
