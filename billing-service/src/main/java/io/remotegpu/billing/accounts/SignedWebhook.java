package io.remotegpu.billing.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A provider that signs {@code <seconds>.<body>} by HMAC-SHA256 and sends {@code t=<seconds>,v1=<hex>}, the form most providers use. */
@Component
class SignedWebhook implements PaymentProvider {
    private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

    private final PaymentProperties properties;
    private final JsonMapper json;
    private final Validator validator;
    private final Clock clock;

    SignedWebhook(PaymentProperties properties, JsonMapper json, Validator validator, Clock clock) {
        this.properties = properties;
        this.json = json;
        this.validator = validator;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "default";
    }

    @Override
    public Payment read(String body, String signature) {
        Matcher form = FORM.matcher(signature);
        if (properties.secret().isEmpty() || !form.matches() || !fits(form.group(1) + "." + body, form.group(2))) {
            throw new PlatformException(ErrorCode.NOT_AUTHENTICATED, "sign the body with the secret agreed on");
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(form.group(1)));
        if (Duration.between(signedAt, clock.instant()).abs().compareTo(properties.tolerance()) > 0) {
            throw new PlatformException(ErrorCode.NOT_AUTHENTICATED, "the signature is too old; sign the body anew");
        }
        return payment(body);
    }

    private boolean fits(String signed, String hex) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(properties.secret().getBytes(UTF_8), "HmacSHA256"));
            return MessageDigest.isEqual(
                    mac.doFinal(signed.getBytes(UTF_8)), HexFormat.of().parseHex(hex));
        } catch (GeneralSecurityException unknown) {
            throw new IllegalStateException("this Java has no HmacSHA256", unknown);
        }
    }

    private Payment payment(String body) {
        Payment payment;
        try {
            payment = json.readValue(body, Payment.class);
        } catch (JacksonException unreadable) {
            throw new PlatformException(ErrorCode.MALFORMED_JSON, "the body is no payment", unreadable);
        }
        Set<ConstraintViolation<Payment>> violations = validator.validate(payment);
        if (!violations.isEmpty()) {
            throw FieldError.refuse(violations.stream()
                    .map(wrong -> new FieldError(wrong.getPropertyPath().toString(), wrong.getMessage()))
                    .toList());
        }
        return payment;
    }
}
