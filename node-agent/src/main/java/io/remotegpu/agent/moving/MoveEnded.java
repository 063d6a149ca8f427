package io.remotegpu.agent.moving;

import java.io.IOException;

/** Asking again would be answered the same: the platform wants no more of this move, or somebody on this host does not. */
final class MoveEnded extends IOException {
    private static final long serialVersionUID = 1L;

    MoveEnded(String why) {
        super(why);
    }
}
