package io.remotegpu.web.error;

import java.util.Map;

/** The envelope of every refusal. {@code code} and {@code error} never change; {@code message} follows the caller's language. */
record ErrorBody(int code, String message, String error, Map<String, ?> details, String traceId) {}
