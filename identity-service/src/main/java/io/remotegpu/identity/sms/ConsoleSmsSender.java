package io.remotegpu.identity.sms;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes messages to the log: for trying the platform out, where the log is read by the one person who uses it. */
final class ConsoleSmsSender implements SmsSender {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSmsSender.class);

    @Override
    public void send(Sms sms) {
        LOG.info(
                "No SMS gateway is set (identity.sms.webhook-url). This message would go to {}: {}",
                sms.to(),
                sms.text());
    }
}
