package io.remotegpu.agent;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives every await that names no limit a minute: Awaitility's ten seconds are too few for a busy machine. It looks often at first, since most
 * of what tests wait for takes some milliseconds, and ten times a second after that. JUnit finds it by itself.
 */
public final class PatientAwaits implements LauncherSessionListener {
    private static final int FIRST_LOOK_MILLIS = 10;
    private static final int SLOWEST_LOOK_MILLIS = 100;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
        Awaitility.setDefaultPollDelay(Duration.ofMillis(FIRST_LOOK_MILLIS));
        Awaitility.setDefaultPollInterval(PatientAwaits::untilNextLook);
    }

    private static Duration untilNextLook(int looks, Duration previous) {
        return Duration.ofMillis(Math.min(SLOWEST_LOOK_MILLIS, FIRST_LOOK_MILLIS * (long) looks));
    }
}
