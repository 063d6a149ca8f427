package io.remotegpu.cli.environments;

/** What was waited for did not happen. */
public final class EnvironmentFailedException extends RuntimeException {
    EnvironmentFailedException(String message) {
        super(message);
    }
}
