package io.remotegpu.identity.signing;

import java.time.Instant;

/** When a signing key began, or begins, to sign. It is published from before that time until it is retired. */
record KeyAge(String id, Instant activatesAt) {}
