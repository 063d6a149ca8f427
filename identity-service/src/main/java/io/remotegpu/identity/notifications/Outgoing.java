package io.remotegpu.identity.notifications;

/** Takes notifications that are to leave the platform, in the transaction that makes them. */
public interface Outgoing {
    /** Does nothing where the person cannot be reached this way. */
    void enqueue(Notification notification, Channel channel);
}
