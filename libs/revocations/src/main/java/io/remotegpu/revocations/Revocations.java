package io.remotegpu.revocations;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent;
import io.remotegpu.contracts.IdentityEvent.CustomerDeleted;
import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.IdentityEvent.CustomerTypeChanged;
import io.remotegpu.contracts.IdentityEvent.SessionRevoked;
import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What was revoked lately. Told the same facts in the same order it knows the same, however often it is told. Asked without waiting, from any
 * thread.
 */
public final class Revocations {
    private final Clock clock;
    private final Memory<String, Verdict> sessions;
    private final Memory<CustomerId, Verdict> customers;
    private final Memory<CustomerId, String> userTypes;
    private volatile Instant believedAfter = Instant.MIN;

    /**
     * @param memory how long a revocation matters: longer than any access token lives
     * @param most logins, and customers, remembered at once
     */
    public Revocations(Clock clock, Duration memory, int most) {
        this.clock = clock;
        this.sessions = new Memory<>(clock, memory, most, this::believeNothingOlder);
        this.customers = new Memory<>(clock, memory, most, this::believeNothingOlder);
        this.userTypes = new Memory<>(clock, memory, most, this::believeNothingOlder);
    }

    public void apply(IdentityEvent fact) {
        switch (fact) {
            case SessionRevoked ended -> sessions.put(ended.sessionId().toString(), Verdict.ENDED);
            case CustomerSuspended suspended -> customers.put(suspended.customerId(), Verdict.SUSPENDED);
            case CustomerDeleted deleted -> customers.put(deleted.customerId(), Verdict.ENDED);
            case CustomerReinstated reinstated -> customers.remove(reinstated.customerId());
            case CustomerTypeChanged changed -> userTypes.put(changed.customerId(), changed.userType());
            case CustomerRegistered _, SshKeyAdded _, SshKeyRemoved _ -> {}
        }
    }

    public Verdict of(Bearer bearer) {
        Verdict ofCustomer = customers.get(bearer.customer());
        if (ofCustomer != null) {
            return ofCustomer;
        }
        if (sessions.get(bearer.session()) != null) {
            return Verdict.ENDED;
        }
        String userType = userTypes.get(bearer.customer());
        boolean outdated = userType != null && !userType.equals(bearer.userType());
        return outdated || !bearer.issuedAt().isAfter(believedAfter) ? Verdict.STALE : Verdict.VALID;
    }

    /** What was forgotten for want of room must not become valid by that. */
    private void believeNothingOlder() {
        believedAfter = clock.instant();
    }
}
