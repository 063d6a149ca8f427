package io.remotegpu.scheduler.reservations;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.scheduler.leases.CapacityFreed;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Books GPUs and gives bookings back. */
@Component
class Reservations {
    private final ReservationStore store;
    private final ApplicationEventPublisher application;

    Reservations(ReservationStore store, ApplicationEventPublisher application) {
        this.store = store;
        this.application = application;
    }

    @Transactional
    public Reservation book(NewReservation wanted, long creator) {
        List<String> gpus = wanted.gpus() == null ? chosen(wanted) : named(wanted.gpus());
        try {
            return find(store.insert(wanted, gpus, creator));
        } catch (DataIntegrityViolationException taken) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS,
                    "one of these GPUs is booked in that time already: choose others, or another time",
                    Map.of());
        }
    }

    @Transactional
    public void cancel(long id) {
        Reservation known = find(id);
        if (!store.end(id, "cancelled")) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    "the reservation is over",
                    Map.of("status", known.state(), "allowed", List.of("booked", "in_use")));
        }
        application.publishEvent(new CapacityFreed());
    }

    Reservation find(long id) {
        return store.find(id).orElseThrow(() -> PlatformException.notFound("reservation", String.valueOf(id)));
    }

    private List<String> named(List<String> gpus) {
        List<String> distinct = gpus.stream().distinct().toList();
        List<String> known = store.known(distinct);
        distinct.stream().filter(uuid -> !known.contains(uuid)).findFirst().ifPresent(uuid -> {
            throw PlatformException.notFound("gpu", uuid);
        });
        return distinct;
    }

    private List<String> chosen(NewReservation wanted) {
        int count = wanted.gpu() == null ? 0 : wanted.gpu();
        List<String> gpus = store.choose(wanted, count);
        if (gpus.isEmpty()) {
            String reason = "no host has %d such GPUs that nobody has booked in that time".formatted(count);
            throw new PlatformException(ErrorCode.GPU_UNAVAILABLE, reason, Map.of("reason", reason));
        }
        return gpus;
    }
}
