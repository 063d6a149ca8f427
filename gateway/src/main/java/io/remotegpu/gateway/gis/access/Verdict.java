package io.remotegpu.gateway.gis.access;

/** What a caller hears. */
public enum Verdict {
    ALLOWED,
    /** Log in, or show a key: the answer also for instances that do not exist, so that it tells nothing. */
    UNKNOWN_CALLER,
    /** Nothing is there: for this caller. */
    HIDDEN,
    /** It is there and the caller may know, but not this. */
    FORBIDDEN
}
