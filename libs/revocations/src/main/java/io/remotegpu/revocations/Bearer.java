package io.remotegpu.revocations;

import io.remotegpu.contracts.CustomerId;
import java.time.Instant;

/**
 * What an access token says of who shows it.
 *
 * @param session the login or API token that it comes from, empty if it says none
 * @param userType admin, internal or external
 */
public record Bearer(CustomerId customer, String session, String userType, Instant issuedAt) {}
