package io.remotegpu.cli;

import io.remotegpu.cli.environments.EnvironmentFailedException;
import io.remotegpu.cli.gateway.GatewayException;
import io.remotegpu.cli.gateway.GatewayUnreachableException;

/** How the command ends, for scripts. Released numbers keep their meaning. */
final class ExitCode {
    static final int UNEXPECTED = 1;
    static final int USAGE = 2;
    static final int REFUSED = 3;
    static final int NOT_LOGGED_IN = 4;
    static final int UNAVAILABLE = 5;
    static final int FAILED = 6;

    private ExitCode() {}

    static int of(Exception problem) {
        return switch (problem) {
            case GatewayException refused when refused.status() == 401 -> NOT_LOGGED_IN;
            case GatewayException broken when broken.status() >= 500 -> UNAVAILABLE;
            case GatewayException refused -> REFUSED;
            case GatewayUnreachableException silent -> UNAVAILABLE;
            case EnvironmentFailedException failed -> FAILED;
            case IllegalArgumentException mistaken -> USAGE;
            default -> UNEXPECTED;
        };
    }
}
