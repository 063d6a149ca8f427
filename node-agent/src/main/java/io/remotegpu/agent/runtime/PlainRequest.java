package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words of a request that an engine would take to mean something else, or cannot pass on: they are refused before it reads them. */
final class PlainRequest {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*)+");
    private static final int LONGEST_PATH = 255;
    private static final List<String> OF_THE_SYSTEM = List.of("/proc/", "/sys/", "/dev/", "/run/remotegpu/");

    private PlainRequest() {}

    /** @throws io.remotegpu.contracts.error.PlatformException INVALID_WORKLOAD for the first that is not plainly harmless */
    static void check(Workload workload) {
        refuseControl("image", workload.image());
        refuseControl("user", workload.user());
        Stream.of(workload.argv(), workload.entrypoint())
                .flatMap(List::stream)
                .forEach(word -> refuseNul("command", word));
        workload.env().forEach((name, value) -> refuseNul("value of " + name, value));
        workload.ports().forEach(port -> requireName("kind of port", port.serviceType()));
        Set<String> seen = new HashSet<>();
        for (Volume volume : workload.volumes()) {
            check(volume);
            if (!seen.add(volume.name()) || !seen.add(volume.mountPath())) {
                throw refused("the volume '" + volume.name() + "' is named or mounted twice");
            }
        }
    }

    private static void check(Volume volume) {
        requireName("volume", volume.name());
        String path = volume.mountPath();
        if (path.length() > LONGEST_PATH
                || !PATH.matcher(path).matches()
                || OF_THE_SYSTEM.stream().anyMatch((path + "/")::startsWith)) {
            throw refused("no volume can be mounted at '" + path
                    + "': choose an absolute path of letters, digits, dots, dashes and underscores, without"
                    + " '..', outside of /proc, /sys and /dev");
        }
    }

    private static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw refused(
                    "'" + name + "' is no name of a " + what + ": use small letters, digits, dashes and underscores");
        }
    }

    private static void refuseControl(String what, @Nullable String text) {
        if (Objects.requireNonNullElse(text, "").chars().anyMatch(Character::isISOControl)) {
            throw refused("the " + what + " holds control characters");
        }
    }

    /** No program can be given one, and what follows it would be lost. */
    private static void refuseNul(String what, @Nullable String text) {
        if (text != null && text.indexOf('\0') >= 0) {
            throw refused("the " + what + " holds a NUL character");
        }
    }

    private static RuntimeException refused(String reason) {
        return new WorkloadFailure(FailureCause.INVALID_WORKLOAD, reason).asException();
    }
}
