package io.remotegpu.revocations;

/** Whether a token that is otherwise sound may be believed. */
public enum Verdict {
    VALID,
    /** Its login ended, or its customer was deleted: a new login is needed. */
    ENDED,
    SUSPENDED,
    /** What it says is out of date; a refreshed one says better. */
    STALE
}
