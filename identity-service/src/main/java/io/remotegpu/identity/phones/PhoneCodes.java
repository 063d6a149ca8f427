package io.remotegpu.identity.phones;

import io.remotegpu.contracts.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of codes, one row for each account: what was asked for, what is sealed in it and what tries are left. */
@Repository
class PhoneCodes {
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final PhoneProperties properties;
    private final Clock clock;

    PhoneCodes(JdbcClient jdbc, PhoneProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** Asks for a code; the one before works no more. False if it is too early or there were too many today. */
    boolean request(CustomerId customer, String phone) {
        return jdbc.sql("""
                insert into phone_codes as codes (customer_id, phone, requested_at, next_attempt_at, tries_left, day, codes_today)
                values (:customer, :phone, :now, :now, 0, :day, 1)
                on conflict (customer_id) do update set
                    phone = excluded.phone, requested_at = excluded.requested_at, next_attempt_at = excluded.next_attempt_at,
                    attempts = 0, code_seal = null, expires_at = null, tries_left = 0, day = excluded.day,
                    codes_today = case when codes.day = excluded.day then codes.codes_today + 1 else 1 end
                where codes.requested_at <= :earlier and (codes.day < excluded.day or codes.codes_today < :most)
                """)
                        .param("customer", customer.value())
                        .param("phone", phone)
                        .param("now", now())
                        .param("day", clock.instant().atOffset(ZoneOffset.UTC).toLocalDate())
                        .param("earlier", Timestamp.from(clock.instant().minus(properties.pause())))
                        .param("most", properties.codesPerDay())
                        .update()
                == 1;
    }

    /** The next that is to be sent. A claim holds for a while, longer each time: several replicas send it once. */
    Optional<PhoneCode> claim() {
        return jdbc.sql("""
                update phone_codes set attempts = attempts + 1,
                    next_attempt_at = cast(:now as timestamptz) + least(power(2, attempts), 8) * interval '15 seconds'
                where customer_id = (select customer_id from phone_codes where next_attempt_at <= :now
                    order by next_attempt_at limit 1 for update skip locked)
                returning customer_id, phone, requested_at
                """).param("now", now()).query(PhoneCodes::code).optional();
    }

    /** From now on this code works. False if another was asked for meanwhile. */
    boolean seal(PhoneCode request, byte[] seal) {
        return jdbc.sql("""
                update phone_codes set code_seal = :seal, expires_at = :expiry, tries_left = :tries
                where customer_id = :customer and requested_at = :requested
                """)
                        .param("seal", seal)
                        .param("expiry", Timestamp.from(clock.instant().plus(properties.lifetime())))
                        .param("tries", properties.tries())
                        .param("customer", request.customer().value())
                        .param("requested", Timestamp.from(request.requestedAt()))
                        .update()
                == 1;
    }

    /** Nothing more is to be sent for it. */
    void sent(PhoneCode request) {
        jdbc.sql(
                        "update phone_codes set next_attempt_at = null where customer_id = :customer and requested_at = :requested")
                .param("customer", request.customer().value())
                .param("requested", Timestamp.from(request.requestedAt()))
                .update();
    }

    /** Takes one try, whether or not it will be the right one; empty when no code works any more. */
    Optional<PhoneCode> tryOnce(CustomerId customer) {
        return jdbc.sql("""
                update phone_codes set tries_left = tries_left - 1
                where customer_id = :customer and code_seal is not null and expires_at > :now and tries_left > 0
                returning customer_id, phone, requested_at
                """)
                .param("customer", customer.value())
                .param("now", now())
                .query(PhoneCodes::code)
                .optional();
    }

    /** Uses the code up if it is this one; of two at once one gets it. */
    boolean use(PhoneCode request, byte[] seal) {
        return jdbc.sql("""
                update phone_codes set code_seal = null, next_attempt_at = null
                where customer_id = :customer and requested_at = :requested and code_seal = :seal
                """)
                        .param("customer", request.customer().value())
                        .param("requested", Timestamp.from(request.requestedAt()))
                        .param("seal", seal)
                        .update()
                == 1;
    }

    void prune() {
        jdbc.sql("delete from phone_codes where requested_at < :old")
                .param("old", Timestamp.from(clock.instant().minus(FORGOTTEN_AFTER)))
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static PhoneCode code(ResultSet row, int number) throws SQLException {
        return new PhoneCode(
                new CustomerId(row.getLong("customer_id")),
                row.getString("phone"),
                row.getTimestamp("requested_at").toInstant());
    }
}
