package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.ProcessLaunch;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files a workload may be given, and where. Nothing is written before all of them are found harmless. */
final class FilePaths {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*)+");
    private static final Pattern MODE = Pattern.compile("0[45][045][045]");
    private static final List<String> OF_THE_SYSTEM = List.of("/proc/", "/sys/", "/dev/", "/run/remotegpu/");
    private static final int LONGEST_PATH = 255;
    private static final int MOST_FILES = 200;
    private static final int MOST_CHARACTERS = 512 * 1024;

    private FilePaths() {}

    /** @throws io.remotegpu.contracts.error.PlatformException INVALID_WORKLOAD if one of them is not plainly harmless */
    static void check(Workload workload) {
        ProcessLaunch process = workload.process();
        checkAll(workload, workload.files());
        checkAll(workload, process == null ? List.of() : process.files());
    }

    private static void checkAll(Workload workload, List<WorkloadFile> files) {
        if (files.size() > MOST_FILES
                || files.stream().mapToLong(file -> file.content().length()).sum() > MOST_CHARACTERS) {
            throw refused("its files are more than " + MOST_FILES + " or " + MOST_CHARACTERS + " characters");
        }
        Set<String> seen = new HashSet<>();
        for (WorkloadFile file : files) {
            checkOne(file);
            if (!seen.add(file.path())) {
                throw refused("the file '" + file.path() + "' is given twice");
            }
        }
        files.forEach(file -> refuseCovering(workload, file, seen));
    }

    private static void checkOne(WorkloadFile file) {
        String path = file.path();
        if (path.length() > LONGEST_PATH
                || !PATH.matcher(path).matches()
                || OF_THE_SYSTEM.stream().anyMatch(path::startsWith)) {
            throw refused(
                    "no file can appear at '" + path
                            + "': choose an absolute path of letters, digits, dots, dashes and underscores, without '..', outside of /proc, /sys and /dev");
        }
        if (!MODE.matcher(file.mode()).matches()) {
            throw refused("the file '" + path + "' cannot have mode '" + file.mode() + "': nobody may write to it");
        }
    }

    /** A file that stood where a folder is mounted would hide it. */
    private static void refuseCovering(Workload workload, WorkloadFile file, Set<String> files) {
        Stream.of(
                        workload.volumes().stream().map(Workload.Volume::mountPath),
                        workload.datasets().stream().map(DatasetMount::mountPath),
                        files.stream().filter(other -> !other.equals(file.path())))
                .flatMap(paths -> paths)
                .filter(other -> (other + "/").startsWith(file.path() + "/"))
                .findFirst()
                .ifPresent(covered -> {
                    throw refused("the file '" + file.path() + "' is where '" + covered + "' should be");
                });
    }

    private static RuntimeException refused(String reason) {
        return new WorkloadFailure(FailureCause.INVALID_WORKLOAD, reason).asException();
    }
}
