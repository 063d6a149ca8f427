package io.remotegpu.gis.datafiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.remotegpu.gis.secrets.SecretBox;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a host shows to load the files of one service for one start. Sealed, so nothing has to be kept of it. */
@Component
class Tickets {
    private static final String CONTEXT = "download ticket";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SecretBox box;
    private final DataFileProperties properties;
    private final Clock clock;

    Tickets(SecretBox box, DataFileProperties properties, Clock clock) {
        this.box = box;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param generation of the wish that the start carries out */
    record Permission(long service, long generation, Instant until) {}

    String issue(long service, long generation) {
        Instant until = clock.instant().plus(properties.ticketLifetime());
        String sealed = box.seal(JSON.writeValueAsString(new Permission(service, generation, until)), CONTEXT);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.getBytes(UTF_8));
    }

    /** Empty for one that is forged, broken or too old. */
    Optional<Permission> read(String ticket) {
        try {
            String sealed = new String(Base64.getUrlDecoder().decode(ticket), UTF_8);
            Permission permission = JSON.readValue(box.open(sealed, CONTEXT), Permission.class);
            return Optional.of(permission).filter(each -> each.until().isAfter(clock.instant()));
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException | JacksonException forged) {
            return Optional.empty();
        }
    }
}
