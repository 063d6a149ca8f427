package io.remotegpu.identity.notifications.delivery;

import io.remotegpu.identity.notifications.Notice;

/** Mail to somebody who has no account to be told by. */
@FunctionalInterface
public interface DirectMail {
    /** Sent if and when the caller's transaction commits. */
    void enqueue(String address, Notice notice);
}
