package io.remotegpu.identity.login;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.accounts.AccountStatus;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.accounts.Credentials;
import io.remotegpu.identity.secrets.Secret;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens logins and keeps them open: each refresh token works once and is answered with its successor. */
@Service
class RefreshTokens {
    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Sessions sessions;
    private final LoginEnd ends;
    private final LoginProperties properties;
    private final Clock clock;

    RefreshTokens(
            JdbcClient jdbc,
            Accounts accounts,
            Sessions sessions,
            LoginEnd ends,
            LoginProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.sessions = sessions;
        this.ends = ends;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A login for whoever gave the right password. Checking that took a while: what was changed meanwhile counts, and what changes from
     * now on finds the new login and ends it.
     *
     * @throws PlatformException BAD_CREDENTIALS if the password is another by now, ACCOUNT_SUSPENDED
     */
    @Transactional
    public Rotation.Rotated open(Credentials checked, Session.Device device) {
        Account account = accounts.holdCredentials(checked.account().id())
                .filter(now -> now.passwordHash().equals(checked.passwordHash()))
                .map(Credentials::account)
                .filter(now -> now.status() != AccountStatus.DELETED)
                .orElseThrow(PasswordCheck::refused);
        return openHeld(account, device);
    }

    /**
     * A login for whoever needs no password.
     *
     * @throws PlatformException ACCOUNT_SUSPENDED, or NOT_AUTHENTICATED for a deleted account
     */
    @Transactional
    public Rotation.Rotated open(CustomerId customer, Session.Device device) {
        return openHeld(accounts.holdCredentials(customer).orElseThrow().account(), device);
    }

    private Rotation.Rotated openHeld(Account account, Session.Device device) {
        Session session = sessions.insert(account.requireActive().id(), device, expiry());
        return new Rotation.Rotated(session, issue(session.id()));
    }

    @Transactional
    public Rotation rotate(Secret token) {
        return sessionOf(token)
                .flatMap(sessions::lock)
                .map(session -> rotate(token, session))
                .orElseGet(Rotation.Unknown::new);
    }

    private Rotation rotate(Secret token, Session session) {
        if (!use(token)) {
            ends.end(session.id(), session.customer(), EndReason.TOKEN_REUSED);
            return new Rotation.Reused();
        }
        if (session.revokedAt() != null) {
            return new Rotation.Ended();
        }
        if (!session.expiresAt().isAfter(clock.instant())) {
            return new Rotation.Expired();
        }
        sessions.extend(session.id(), expiry());
        return new Rotation.Rotated(session, issue(session.id()));
    }

    private Optional<UUID> sessionOf(Secret token) {
        return jdbc.sql("select session_id from refresh_tokens where hash = :hash")
                .param("hash", token.hash())
                .query(UUID.class)
                .optional();
    }

    /** Whether it had not been used before. */
    private boolean use(Secret token) {
        return jdbc.sql("update refresh_tokens set used_at = :now where hash = :hash and used_at is null")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("hash", token.hash())
                        .update()
                == 1;
    }

    private Secret issue(UUID session) {
        Secret token = Secret.random();
        jdbc.sql("insert into refresh_tokens (hash, session_id, issued_at) values (:hash, :session, :now)")
                .param("hash", token.hash())
                .param("session", session)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return token;
    }

    private Instant expiry() {
        return clock.instant().plus(properties.refreshTokenLifetime());
    }
}
