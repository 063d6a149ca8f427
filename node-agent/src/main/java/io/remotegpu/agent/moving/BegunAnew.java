package io.remotegpu.agent.moving;

import java.io.IOException;

/** The other host, or the platform after a crash of its database, lost what was under way: both begin again with the first piece. */
final class BegunAnew extends IOException {
    private static final long serialVersionUID = 1L;

    private final int attempt;

    BegunAnew(int attempt) {
        super("attempt " + attempt + " has begun");
        this.attempt = attempt;
    }

    int attempt() {
        return attempt;
    }
}
