package io.remotegpu.web.admission;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request's place among those that are worked on at once. */
public final class Place {
    private static final String ATTRIBUTE = Place.class.getName();

    private final Semaphore places;
    private final AtomicBoolean held = new AtomicBoolean(true);

    private Place(Semaphore places) {
        this.places = places;
    }

    /** For a permit that was acquired just now. */
    static Place of(HttpServletRequest request, Semaphore places) {
        Place place = new Place(places);
        request.setAttribute(ATTRIBUTE, place);
        return place;
    }

    /** Somebody else may have it: from here on the request waits instead of working, as an open stream does. */
    public static void giveUp(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Place place) {
            place.release();
        }
    }

    void release() {
        if (held.compareAndSet(true, false)) {
            places.release();
        }
    }
}
