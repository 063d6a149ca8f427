package io.remotegpu.agent.data;

import java.io.IOException;

/** Trying again would be answered the same. */
final class RefusedDownload extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedDownload(String why) {
        super(why);
    }
}
