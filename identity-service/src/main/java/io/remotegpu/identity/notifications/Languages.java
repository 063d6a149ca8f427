package io.remotegpu.identity.notifications;

import io.remotegpu.contracts.CustomerId;
import java.util.Locale;
import java.util.Optional;

/** Knows which language people chose. */
@FunctionalInterface
public interface Languages {
    Optional<Locale> chosen(CustomerId customer);
}
