package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.BillingEvent.BalanceExhausted;
import io.remotegpu.contracts.BillingEvent.BalanceLow;
import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.testing.TestTokens;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AccountIT extends BillingTestBase {
    private static final String PAYMENTS = "/api/v1/billing/payments/default/webhook";

    @BeforeEach
    @AfterEach
    void backToTheAfternoon() {
        clock.set(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void warnsThenGivesGraceThenStopsWhatRunsUntilItIsPaid() {
        assertThat(credit("20").statusCode()).isEqualTo(201);
        terms("prepaid"); // only now: without a balance the grace would begin at once
        publisher.publish(running(1, clock.instant()));
        awaitRecords("status=open", 1);

        clock.advance(Duration.ofHours(5)); // 10.60 of 20 are used
        BalanceLow low =
                probe.await(BalanceLow.class, event -> event.customerId().value() == customer);
        assertThat(low.available()).isEqualByComparingTo("9.4");
        assertThat(balance().path("available").asString()).isEqualTo("9.400000");

        clock.advance(Duration.ofHours(5));
        BalanceExhausted exhausted =
                probe.await(BalanceExhausted.class, event -> event.customerId().value() == customer);
        assertThat(exhausted.graceUntil()).isEqualTo(NOON.plus(Duration.ofHours(36)));

        clock.advance(Duration.ofHours(24));
        SpendingBlocked blocked =
                probe.await(SpendingBlocked.class, event -> event.customerId().value() == customer);
        assertThat(blocked.environments()).containsExactly(environment);

        assertThat(credit("500").statusCode()).isEqualTo(201);
        probe.await(SpendingAllowed.class, event -> event.customerId().value() == customer);
        assertThat(balance().path("state").asString()).isEqualTo("ok");
        assertThat(probe.messages(SpendingBlocked.class).stream()
                        .filter(event -> event.customerId().value() == customer))
                .hasSize(1);
    }

    @Test
    void refusesAmountsThatCannotBe() {
        assertThat(credit("-5").statusCode()).isEqualTo(400);
        assertThat(credit("0").statusCode()).isEqualTo(400);
        assertThat(credit("1000000.01").statusCode()).isEqualTo(400);
        assertThat(credit("1e400").statusCode()).isEqualTo(400);
        assertThat(credit("0.0000001").statusCode()).isEqualTo(400);
        assertThat(post("/api/v1/admin/billing/credits", TestTokens.of(customer), creditBody("5"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/api/v1/billing/balance", TestTokens.of(customer))
                        .path("data")
                        .size())
                .isZero();
    }

    @Test
    void booksAPaymentOnceHoweverOftenTheProviderTellsOfIt() {
        String body = payment("pay-" + customer, "25.50");
        assertThat(webhook(body, signature(body, clock.instant())).statusCode()).isEqualTo(200);
        assertThat(webhook(body, signature(body, clock.instant())).statusCode()).isEqualTo(200);

        assertThat(balance().path("balance").asString()).isEqualTo("25.500000");
    }

    @Test
    void believesNoPaymentThatIsForgedChangedOldOrImpossible() {
        String body = payment("forged-" + customer, "25.50");
        String old = signature(body, clock.instant().minusSeconds(600));
        String dear = payment("forged-" + customer, "2550");
        String negative = payment("forged-" + customer, "-1");

        assertThat(webhook(body, "").statusCode()).isEqualTo(401);
        assertThat(webhook(body, old).statusCode()).isEqualTo(401);
        assertThat(webhook(dear, signature(body, clock.instant())).statusCode()).isEqualTo(401);
        assertThat(webhook(negative, signature(negative, clock.instant())).statusCode())
                .isEqualTo(400);
        assertThat(get("/api/v1/billing/balance", TestTokens.of(customer))
                        .path("data")
                        .size())
                .isZero();
    }

    private void terms(String mode) {
        assertThat(put("/api/v1/admin/billing/accounts/" + customer, TestTokens.admin(1), """
                {"currency":"USD","mode":"%s","low_balance":"10"}""".formatted(mode))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> credit(String amount) {
        return post("/api/v1/admin/billing/credits", TestTokens.admin(1), creditBody(amount));
    }

    private String creditBody(String amount) {
        return """
                {"customer_id":%d,"amount":%s,"currency":"USD"}""".formatted(customer, amount);
    }

    private JsonNode balance() {
        return get("/api/v1/billing/balance", TestTokens.of(customer))
                .path("data")
                .path(0);
    }

    private String payment(String event, String amount) {
        return """
                {"event_id":"%s","customer_id":%d,"amount":"%s","currency":"USD"}""".formatted(event, customer, amount);
    }

    private HttpResponse<String> webhook(String body, String signature) {
        return send(request(PAYMENTS, "none")
                .setHeader("X-Signature", signature)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String signature(String body, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
