package io.remotegpu.identity.sms;

/** @param to a number in E.164 form */
public record Sms(String to, String text) {
    /** Texts carry codes. */
    @Override
    public String toString() {
        return "Sms to " + to;
    }
}
