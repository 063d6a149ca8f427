package io.remotegpu.agent.enroll;

/** The platform said no, and says so again until somebody does something about it; the message tells what. */
public final class EnrollmentRefused extends RuntimeException {
    EnrollmentRefused(String message) {
        super(message);
    }
}
