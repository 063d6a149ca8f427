package io.remotegpu.agent.bus;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Tells an operator why this host and Kafka do not come together. */
final class ShutOut {
    private ShutOut() {}

    static String words(AuthenticationException refusal) {
        return refusal instanceof SslAuthenticationException untrusted
                ? "the brokers' certificate is not one that this host trusts (" + reason(untrusted)
                        + "): set scheduler.enrollment.ca-certificate to the authority that signed it, and name the brokers in"
                        + " scheduler.enrollment.agent-servers as the certificate does; the agent fetches the change by itself"
                : "Kafka does not let this host in (" + refusal.getMessage() + ")";
    }

    /** The innermost says what was wrong with it. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage());
    }
}
