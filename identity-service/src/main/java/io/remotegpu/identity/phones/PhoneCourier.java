package io.remotegpu.identity.phones;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.sms.Sms;
import io.remotegpu.identity.sms.SmsSender;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends the codes that were asked for. Each try makes a new one, so that only what was sent last works. Several replicas share the work. */
@Component
class PhoneCourier {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneCourier.class);

    private final PhoneCodes codes;
    private final CodeSeal seal;
    private final SmsSender sender;
    private final PhoneProperties properties;
    private final Clock clock;

    PhoneCourier(PhoneCodes codes, CodeSeal seal, SmsSender sender, PhoneProperties properties, Clock clock) {
        this.codes = codes;
        this.seal = seal;
        this.sender = sender;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void sendWhatIsDue() {
        Optional<PhoneCode> next = codes.claim();
        while (next.isPresent()) {
            send(next.get());
            next = codes.claim();
        }
    }

    private void send(PhoneCode request) {
        String code = CodeSeal.code();
        if (!codes.seal(request, seal.of(request, code))) {
            return;
        }
        try {
            sender.send(new Sms(request.phone(), text(code)));
            codes.sent(request);
        } catch (PlatformException notSent) {
            boolean hopeless = notSent.code() != ErrorCode.SERVICE_UNAVAILABLE
                    || request.requestedAt().plus(properties.patience()).isBefore(clock.instant());
            LOG.warn(
                    "A code for customer {} was not sent{}",
                    request.customer(),
                    hopeless ? " and is given up" : "",
                    notSent);
            if (hopeless) {
                codes.sent(request);
            }
        }
    }

    private String text(String code) {
        return "%s is your RemoteGPU code. It works once, within %d minutes. Give it to nobody."
                .formatted(code, properties.lifetime().toMinutes());
    }
}
