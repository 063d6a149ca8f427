package io.remotegpu.web.admission;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.error.ErrorAnswers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a bounded number of requests in. What cannot have its turn soon is told to come again, while the service still can say so. An event stream
 * counts only until it is open; health and metrics are always answered.
 */
final class AdmissionFilter extends OncePerRequestFilter {
    private final Semaphore places;
    private final AdmissionProperties properties;
    private final ErrorAnswers answers;

    AdmissionFilter(AdmissionProperties properties, ErrorAnswers answers) {
        this.places = new Semaphore(properties.maxInFlight());
        this.properties = properties;
        this.answers = answers;
    }

    int inFlight() {
        return properties.maxInFlight() - places.availablePermits();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!admitted()) {
            answers.write(request, response, tooBusy());
            return;
        }
        Place place = Place.of(request, places);
        try {
            chain.doFilter(request, response);
        } finally {
            place.release();
        }
    }

    private boolean admitted() {
        try {
            return places.tryAcquire(properties.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static PlatformException tooBusy() {
        return new PlatformException(
                ErrorCode.SERVICE_UNAVAILABLE, "too much is asked at once; try again", Map.of("retry_after_s", 1));
    }
}
