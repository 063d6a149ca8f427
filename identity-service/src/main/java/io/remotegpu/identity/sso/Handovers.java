package io.remotegpu.identity.sso;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.identity.secrets.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits for its browser. Tokens never do: they are made when they are fetched. */
@Repository
@WhenSsoIsOn
class Handovers {
    private final JdbcClient jdbc;
    private final SsoProperties properties;
    private final Clock clock;

    Handovers(JdbcClient jdbc, SsoProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** The code that fetches it. */
    Secret leave(Handover handover, Secret browser) {
        return switch (handover) {
            case Handover.Login login ->
                insert(login, browser, login.customer().value(), null, properties.codeLifetime());
            case Handover.Link link -> insert(link, browser, null, link.email(), properties.linkLifetime());
        };
    }

    /** Nothing if it is unknown, used or expired, or waits for another browser. */
    Optional<Handover.Login> takeLogin(String code, Secret browser) {
        return take(code, browser, "customer_id is not null", Handovers::login);
    }

    /** As {@link #takeLogin}. */
    Optional<Handover.Link> takeLink(String code, Secret browser) {
        return take(code, browser, "customer_id is null", Handovers::link);
    }

    /** Forgets what nobody fetched. */
    void prune() {
        jdbc.sql("delete from sso_handovers where expires_at < :now")
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private Secret insert(
            Handover handover, Secret browser, @Nullable Long customer, @Nullable String email, Duration lifetime) {
        Secret code = Secret.random();
        jdbc.sql("""
                insert into sso_handovers (code_hash, browser_hash, customer_id, issuer, subject, email, expires_at)
                values (:code, :browser, :customer, :issuer, :subject, :email, :expiry)
                """)
                .param("code", code.hash())
                .param("browser", browser.hash())
                .param("customer", customer)
                .param("issuer", handover.issuer())
                .param("subject", handover.subject())
                .param("email", email)
                .param("expiry", Timestamp.from(clock.instant().plus(lifetime)))
                .update();
        return code;
    }

    private <H extends Handover> Optional<H> take(String code, Secret browser, String kind, RowMapper<H> mapper) {
        return jdbc.sql("""
                delete from sso_handovers
                where code_hash = :code and browser_hash = :browser and expires_at > :now and %s
                returning *
                """.formatted(kind))
                .param("code", new Secret(code).hash())
                .param("browser", browser.hash())
                .param("now", Timestamp.from(clock.instant()))
                .query(mapper)
                .optional();
    }

    private static Handover.Login login(ResultSet row, int number) throws SQLException {
        return new Handover.Login(
                new CustomerId(row.getLong("customer_id")), row.getString("issuer"), row.getString("subject"));
    }

    private static Handover.Link link(ResultSet row, int number) throws SQLException {
        return new Handover.Link(row.getString("email"), row.getString("issuer"), row.getString("subject"));
    }
}
