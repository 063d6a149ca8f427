package io.remotegpu.identity.phones;

import io.remotegpu.contracts.CustomerId;
import java.time.Instant;

/** A code that somebody asked for; it is made when it is sent. */
record PhoneCode(CustomerId customer, String phone, Instant requestedAt) {}
