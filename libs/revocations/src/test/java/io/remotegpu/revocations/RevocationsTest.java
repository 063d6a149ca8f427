package io.remotegpu.revocations;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.CustomerDeleted;
import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.IdentityEvent.CustomerTypeChanged;
import io.remotegpu.contracts.IdentityEvent.SessionRevoked;
import io.remotegpu.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevocationsTest {
    private static final CustomerId ADA = new CustomerId(7);
    private static final CustomerId BOB = new CustomerId(8);
    private static final UUID LOGIN = UUID.randomUUID();
    private static final UUID OTHER_LOGIN = UUID.randomUUID();
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final MutableClock clock = new MutableClock(START);
    private final Revocations revocations = new Revocations(clock, Duration.ofMinutes(20), 3);

    @Test
    void believesWhomItHeardNothingAbout() {
        assertThat(revocations.of(bearer(ADA, LOGIN))).isEqualTo(Verdict.VALID);
    }

    @Test
    void endsOneLoginAndLeavesTheOthers() {
        revocations.apply(new SessionRevoked(ADA, LOGIN, "logout"));

        assertThat(revocations.of(bearer(ADA, LOGIN))).isEqualTo(Verdict.ENDED);
        assertThat(revocations.of(bearer(ADA, OTHER_LOGIN))).isEqualTo(Verdict.VALID);
    }

    @Test
    void shutsASuspendedCustomerOutUntilReinstated() {
        revocations.apply(new SessionRevoked(ADA, LOGIN, "account_status"));
        revocations.apply(new CustomerSuspended(ADA));

        assertThat(revocations.of(bearer(ADA, LOGIN))).isEqualTo(Verdict.SUSPENDED);
        assertThat(revocations.of(bearer(ADA, OTHER_LOGIN))).isEqualTo(Verdict.SUSPENDED);
        assertThat(revocations.of(bearer(BOB, OTHER_LOGIN))).isEqualTo(Verdict.VALID);

        revocations.apply(new CustomerReinstated(ADA));

        assertThat(revocations.of(bearer(ADA, LOGIN))).isEqualTo(Verdict.ENDED);
        assertThat(revocations.of(bearer(ADA, OTHER_LOGIN))).isEqualTo(Verdict.VALID);
    }

    @Test
    void knowsADeletedCustomerNoMore() {
        revocations.apply(new CustomerDeleted(ADA));

        assertThat(revocations.of(bearer(ADA, LOGIN))).isEqualTo(Verdict.ENDED);
    }

    @Test
    void asksForAFreshTokenWhenTheUserTypeIsAnother() {
        revocations.apply(new CustomerTypeChanged(ADA, "admin", "individual"));

        assertThat(revocations.of(bearer(ADA, LOGIN))).isEqualTo(Verdict.STALE);
        assertThat(revocations.of(new Bearer(ADA, LOGIN.toString(), "admin", START)))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void knowsTheSameHoweverOftenItIsTold() {
        for (int i = 0; i < 2; i++) {
            revocations.apply(new CustomerSuspended(ADA));
            revocations.apply(new CustomerReinstated(ADA));
        }

        assertThat(revocations.of(bearer(ADA, LOGIN))).isEqualTo(Verdict.VALID);
    }

    @Test
    void forgetsWhatNoTokenCanOutliveWhenItNeedsRoom() {
        revocations.apply(new SessionRevoked(ADA, LOGIN, "logout"));
        clock.advance(Duration.ofMinutes(21));
        for (int i = 0; i < 3; i++) {
            revocations.apply(new SessionRevoked(BOB, UUID.randomUUID(), "logout"));
        }

        assertThat(revocations.of(bearer(ADA, OTHER_LOGIN))).isEqualTo(Verdict.VALID);
    }

    @Test
    void believesNoOlderTokenOnceItHadToForgetTooMuch() {
        for (int i = 0; i < 4; i++) {
            revocations.apply(new SessionRevoked(ADA, UUID.randomUUID(), "logout"));
        }

        assertThat(revocations.of(bearer(BOB, LOGIN))).isEqualTo(Verdict.STALE);
        assertThat(revocations.of(new Bearer(BOB, LOGIN.toString(), "external", START.plusSeconds(1))))
                .isEqualTo(Verdict.VALID);
    }

    private static Bearer bearer(CustomerId customer, UUID login) {
        return new Bearer(customer, login.toString(), "external", START);
    }
}
