package io.remotegpu.identity.mail;

/** Hands mail to the mail server, or to the log where none is named. Safe to call from any thread. */
public interface Mailer {
    /**
     * Returns when the mail server has taken the mail; nothing is queued or tried again here. It may take as long as the server's timeout,
     * so call it outside of transactions.
     *
     * @throws io.remotegpu.contracts.error.PlatformException SERVICE_UNAVAILABLE if the server is away or did not take it: try again
     *     later; VALIDATION_FAILED if it never will, since the address is none
     */
    void send(Mail mail);
}
