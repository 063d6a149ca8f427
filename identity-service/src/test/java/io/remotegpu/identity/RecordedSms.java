package io.remotegpu.identity;

import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.sms.Sms;
import io.remotegpu.identity.sms.SmsSender;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Keeps short messages instead of sending them, and is away when the test says so. */
@TestConfiguration(proxyBeanMethods = false)
class RecordedSms {
    @Bean
    @Primary
    Phone phone() {
        return new Phone();
    }

    static final class Phone implements SmsSender {
        private final List<Sms> messages = new CopyOnWriteArrayList<>();
        private final Set<String> refused = ConcurrentHashMap.newKeySet();

        @Override
        public void send(Sms sms) {
            if (refused.remove(sms.to())) {
                throw new PlatformException(ErrorCode.SERVICE_UNAVAILABLE, "the gateway is away");
            }
            messages.add(sms);
        }

        /** Does not take the next message to this number. */
        void refuseOne(String number) {
            refused.add(number);
        }

        /** Whether what was to be refused has been. */
        boolean hasRefused(String number) {
            return !refused.contains(number);
        }

        /** The code in the n-th message to this number, counted from 1. */
        String awaitCode(String number, int n) {
            return await().atMost(Duration.ofSeconds(60))
                    .until(() -> to(number), found -> found.size() >= n)
                    .get(n - 1)
                    .text()
                    .substring(0, 6);
        }

        List<Sms> to(String number) {
            return messages.stream().filter(sms -> sms.to().equals(number)).toList();
        }
    }
}
