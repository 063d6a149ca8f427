package io.remotegpu.scheduler.moving;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.scheduler.moving.HomeRelay.Found;
import io.remotegpu.scheduler.moving.RelayStore.Piece;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For hosts, which have a ticket and no login: pieces of a home on its way. 412 tells which attempt is under way, 429 that there is no room yet. */
@RestController
@Hidden
@RequestMapping(RelayController.PATH + "/{epoch}/attempts")
class RelayController {
    static final String PATH = "/api/v1/home-moves";
    static final String TICKET = "X-Move-Ticket";
    private static final String ATTEMPT = "X-Move-Attempt";
    private static final String TAKEN = "X-Move-Taken";
    private static final String LAST = "X-Move-Last";
    /** A piece is 1 MiB and its seal. */
    private static final int LARGEST = 1024 * 1024 + 1024;

    private final HomeRelay relay;

    RelayController(HomeRelay relay) {
        this.relay = relay;
    }

    @PostMapping
    ResponseEntity<Void> begin(@PathVariable long epoch, @RequestHeader(TICKET) String ticket) {
        int attempt = relay.begin(epoch, ticket);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(ATTEMPT, Integer.toString(attempt))
                .build();
    }

    @PutMapping("/{attempt}/pieces/{number}")
    ResponseEntity<Void> leave(
            @PathVariable long epoch,
            @PathVariable int attempt,
            @PathVariable int number,
            @RequestParam boolean last,
            @RequestHeader(TICKET) String ticket,
            HttpServletRequest request)
            throws IOException {
        relay.requireOpen(epoch, ticket); // before anything of a stranger is read
        return switch (relay.leave(epoch, ticket, attempt, number, last, body(request))) {
            case STORED -> ResponseEntity.noContent().build();
            case FULL -> ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build();
            case ANOTHER_ATTEMPT -> anotherAttempt(epoch, ticket);
        };
    }

    @GetMapping("/{attempt}/pieces/{number}")
    ResponseEntity<?> take(
            @PathVariable long epoch,
            @PathVariable int attempt,
            @PathVariable int number,
            @RequestHeader(TICKET) String ticket) {
        Found found = relay.take(epoch, ticket, attempt, number);
        if (found.anotherAttempt()) {
            return anotherAttempt(epoch, ticket);
        }
        Piece piece = found.piece();
        return piece == null
                ? ResponseEntity.noContent().build()
                : ResponseEntity.ok()
                        .header(LAST, Boolean.toString(piece.last()))
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .body(piece.bytes());
    }

    @GetMapping("/{attempt}")
    ResponseEntity<Void> taken(
            @PathVariable long epoch, @PathVariable int attempt, @RequestHeader(TICKET) String ticket) {
        OptionalInt taken = relay.taken(epoch, ticket, attempt);
        return taken.isEmpty()
                ? anotherAttempt(epoch, ticket)
                : ResponseEntity.noContent()
                        .header(TAKEN, Integer.toString(taken.getAsInt()))
                        .build();
    }

    private <T> ResponseEntity<T> anotherAttempt(long epoch, String ticket) {
        return ResponseEntity.status(HttpStatus.PRECONDITION_FAILED)
                .header(ATTEMPT, Integer.toString(relay.attempt(epoch, ticket)))
                .build();
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new PlatformException(
                    ErrorCode.VALIDATION_FAILED, "a piece has at most " + LARGEST + " bytes", Map.of());
        }
        if (body.length != request.getContentLength()) {
            throw new PlatformException(ErrorCode.SERVICE_UNAVAILABLE, "the piece broke off: send it again", Map.of());
        }
        return body;
    }
}
