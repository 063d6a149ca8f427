package io.remotegpu.identity.verification;

import io.remotegpu.identity.accounts.MailPurpose;
import java.time.Instant;

/** A mail that somebody asked for; whether there is an account to the address shows when it is sent. */
record MailRequest(long id, String email, MailPurpose purpose, Instant requestedAt) {}
