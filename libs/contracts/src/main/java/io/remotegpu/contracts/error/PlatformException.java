package io.remotegpu.contracts.error;

import java.util.Map;

/** The platform's one exception: a code, a message that says what to do, and details a program can read. */
public final class PlatformException extends RuntimeException {
    private final ErrorCode code;
    private final transient Map<String, ?> details;

    public PlatformException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    public PlatformException(ErrorCode code, String message, Map<String, ?> details) {
        super(message);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    public PlatformException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.details = Map.of();
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, ?> details() {
        return details;
    }

    /** No resource of this kind and id, or none the caller may know of. */
    public static PlatformException notFound(String resource, Object id) {
        return new PlatformException(
                ErrorCode.NOT_FOUND, resource + " " + id + " not found", Map.of("resource", resource, "id", id));
    }
}
