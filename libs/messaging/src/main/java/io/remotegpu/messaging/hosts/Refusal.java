package io.remotegpu.messaging.hosts;

/** Why a fact counts as nobody's. */
enum Refusal {
    NOT_A_HOSTS_FACT("hosts say no such thing on this topic"),
    NOT_SIGNED("it carries no signature: enrol the host with its present agent (remotegpu-agent enroll)"),
    NOT_ENROLLED("no such host is enrolled: run remotegpu-agent enroll on it with a token of an administrator"),
    REVOKED("an administrator revoked the host's enrolment"),
    FORGED("its signature is not the host's: somebody else wrote it, or the host was enrolled anew with another key");

    private final String words;

    Refusal(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
