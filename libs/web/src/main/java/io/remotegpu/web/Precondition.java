package io.remotegpu.web;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the caller's {@code If-Match} says of the resource it is about to change. A controller gets it as a method parameter and hands it to
 * where the resource is locked, so that nobody changes it between the check and the change.
 */
public final class Precondition {
    private static final String ANY = "*";

    private final @Nullable List<String> accepted;
    private final Function<Tagged, String> tags;

    /** @param accepted the strong tags that were sent, {@code *} for any, null for a request without the header */
    public Precondition(@Nullable List<String> accepted, Function<Tagged, String> tags) {
        this.accepted = accepted == null ? null : List.copyOf(accepted);
        this.tags = tags;
    }

    /**
     * Passes if nothing was asked, or this is what the caller saw.
     *
     * @throws PlatformException PRECONDITION_FAILED if it changed since; {@code details.etag} is the tag it has now
     */
    public void require(Tagged current) {
        if (accepted == null || accepted.contains(ANY)) {
            return;
        }
        String tag = tags.apply(current);
        if (!accepted.contains(tag)) {
            throw new PlatformException(
                    ErrorCode.PRECONDITION_FAILED,
                    "it was changed since you read it; read it again and repeat the change with the ETag it has now",
                    Map.of("etag", tag));
        }
    }
}
