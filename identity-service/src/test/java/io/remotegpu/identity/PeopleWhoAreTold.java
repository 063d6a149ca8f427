package io.remotegpu.identity;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.identity.RecordedMail.Letterbox;
import io.remotegpu.identity.notifications.Notice;
import io.remotegpu.identity.notifications.NotificationCenter;
import io.remotegpu.identity.notifications.NotificationKind;
import io.remotegpu.testing.MutableClock;
import io.remotegpu.testing.Publisher;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** People who are told things. */
@IdentityTest
@Import(RecordedMail.class)
@TestPropertySource(
        properties = {
            "identity.notifications.delivery.allow-private-addresses=true",
            "identity.notifications.delivery.webhook-failures=3"
        })
abstract class PeopleWhoAreTold {
    static final String PATH = "/api/v1/notifications";

    @LocalServerPort
    int port;

    @Autowired
    NotificationCenter center;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Letterbox letterbox;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Publisher otherServices;

    final boolean waitsAgain(Person person) {
        return jdbc.sql("""
                select exists(select from notification_deliveries where customer_id = :customer and last_error is not null)
                """).param("customer", person.id()).query(Boolean.class).single();
    }

    final List<String> statuses(Person person) {
        return jdbc.sql("select status from notification_deliveries where customer_id = :customer and channel = 'mail'")
                .param("customer", person.id())
                .query(String.class)
                .list();
    }

    final void tell(Person person, Notice notice) {
        CustomerId customer = new CustomerId(person.id());
        transaction.executeWithoutResult(status -> center.tell(customer, notice));
    }

    static Notice failure(String environment) {
        return new Notice(
                NotificationKind.ENVIRONMENT_FAILED,
                Map.of("environment", environment, "environment_id", "env-1", "reason", "no such image"));
    }

    final Person person() {
        return new Person(port, "p" + UUID.randomUUID().toString().substring(0, 8))
                .registered()
                .loggedIn();
    }

    static String hmac(String secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
