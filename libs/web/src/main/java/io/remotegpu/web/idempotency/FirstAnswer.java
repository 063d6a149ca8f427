package io.remotegpu.web.idempotency;

import org.jspecify.annotations.Nullable;

/** What the first request was answered with; repeats get the same. */
record FirstAnswer(
        int status, @Nullable String location, @Nullable String mediaType, byte[] body) {}
