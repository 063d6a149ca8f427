package io.remotegpu.identity.sms;

/** Hands a message to whoever brings it to the phone. */
public interface SmsSender {
    /**
     * Returns once it is taken; whether it arrives shows elsewhere.
     *
     * @throws io.remotegpu.contracts.error.PlatformException SERVICE_UNAVAILABLE if another try may help, VALIDATION_FAILED if none will
     */
    void send(Sms sms);
}
