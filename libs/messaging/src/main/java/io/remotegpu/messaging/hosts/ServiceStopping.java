package io.remotegpu.messaging.hosts;

/** A fact could be judged neither true nor false before the service ended. It is no fault of the fact's: it must come again. */
public final class ServiceStopping extends RuntimeException {
    public ServiceStopping() {
        super("this service is stopping; the fact comes again");
    }

    /** Whether this stands behind a failure. */
    public static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServiceStopping) {
                return true;
            }
        }
        return false;
    }
}
