package io.remotegpu.scheduler.reservations;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bookings, for those who run the platform. */
@RestController
@RequestMapping("/api/v1/admin/reservations")
class ReservationController {
    private final Reservations reservations;
    private final ReservationStore store;

    ReservationController(Reservations reservations, ReservationStore store) {
        this.reservations = reservations;
        this.store = store;
    }

    @PostMapping
    ResponseEntity<ApiResponse<Reservation>> book(Caller caller, @Valid @RequestBody NewReservation body) {
        caller.requireAdmin();
        Reservation booked = reservations.book(body, caller.id().value());
        return ResponseEntity.created(URI.create("/api/v1/admin/reservations/" + booked.id()))
                .body(ApiResponse.of(booked));
    }

    @GetMapping
    ApiResponse<PageView<Reservation>> list(Caller caller, PageQuery query) {
        caller.requireAdmin();
        return ApiResponse.of(PageView.of(query, store.list(query.limit(), query.offset()), store.count()));
    }

    @GetMapping("/{id}")
    ApiResponse<Reservation> one(Caller caller, @PathVariable long id) {
        caller.requireAdmin();
        return ApiResponse.of(reservations.find(id));
    }

    /** Given back before its end; what runs there goes on. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(Caller caller, @PathVariable long id) {
        caller.requireAdmin();
        reservations.cancel(id);
    }
}
