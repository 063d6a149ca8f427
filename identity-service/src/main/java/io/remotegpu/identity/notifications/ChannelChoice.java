package io.remotegpu.identity.notifications;

import io.remotegpu.contracts.CustomerId;
import java.util.Set;

/** Knows where people want to hear of what. */
@FunctionalInterface
public interface ChannelChoice {
    Set<Channel> channels(CustomerId customer, NotificationKind kind);
}
