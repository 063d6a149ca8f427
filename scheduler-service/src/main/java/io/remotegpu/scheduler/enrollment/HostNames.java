package io.remotegpu.scheduler.enrollment;

/** Which ids hosts may take when they are enrolled. */
final class HostNames {
    /** As HostId has it, but none whose topic of commands would be where another host's dead letters go. */
    static final String FORM = "(?!.*\\.dlt$)[A-Za-z0-9][A-Za-z0-9.-]{0,62}";

    static final String MESSAGE = "must be 1 to 63 letters, digits, dots and dashes, and not end with .dlt";

    private HostNames() {}
}
