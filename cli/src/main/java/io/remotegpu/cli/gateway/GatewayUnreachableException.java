package io.remotegpu.cli.gateway;

import java.io.IOException;
import java.net.URI;

/** No answer came. */
public final class GatewayUnreachableException extends RuntimeException {
    GatewayUnreachableException(URI url, IOException cause) {
        super(
                "%s does not answer (%s): is the platform running, and is --url or REMOTEGPU_URL right?"
                        .formatted(url, reason(cause)),
                cause);
    }

    private static String reason(IOException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
