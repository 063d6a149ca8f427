package io.remotegpu.identity.login;

import io.remotegpu.identity.secrets.Secret;

/** What became of a refresh token that was handed in. A value, not an exception: what it wrote must be committed. */
sealed interface Rotation {
    /** It was good, and is used up now; {@code next} takes its place. */
    record Rotated(Session session, Secret next) implements Rotation {}

    /** It had been used before. Two parties hold the family, one of them a thief, so it works for nobody any more. */
    record Reused() implements Rotation {}

    /** Its login has ended: logged out, revoked or its password changed. */
    record Ended() implements Rotation {}

    record Expired() implements Rotation {}

    record Unknown() implements Rotation {}
}
