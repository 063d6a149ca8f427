package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where datasets may appear inside. A mount that covered a system folder, or another mount, would change what the workload runs. */
final class DatasetPaths {
    private static final Pattern ALLOWED = Pattern.compile("/(datasets|mnt)(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
    private static final int LONGEST = 255;

    private DatasetPaths() {}

    /** @throws io.remotegpu.contracts.error.PlatformException INVALID_WORKLOAD for any path that is not plainly harmless */
    static void check(Workload workload) {
        List<String> paths =
                workload.datasets().stream().map(DatasetMount::mountPath).toList();
        paths.forEach(DatasetPaths::check);
        List<String> all = Stream.concat(
                        paths.stream(), workload.volumes().stream().map(Workload.Volume::mountPath))
                .toList();
        for (int i = 0; i < paths.size(); i++) {
            for (int other = 0; other < all.size(); other++) {
                if (i != other && overlap(paths.get(i), all.get(other))) {
                    throw refused("the datasets' path " + paths.get(i) + " lies in or above " + all.get(other));
                }
            }
        }
    }

    private static void check(String path) {
        if (path.length() > LONGEST || !ALLOWED.matcher(path).matches()) {
            throw refused("a dataset cannot appear at '" + path
                    + "': choose a path below /datasets or /mnt of letters, digits, dots, dashes and underscores");
        }
    }

    private static boolean overlap(String one, String other) {
        return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
    }

    private static RuntimeException refused(String reason) {
        return new WorkloadFailure(FailureCause.INVALID_WORKLOAD, reason).asException();
    }
}
