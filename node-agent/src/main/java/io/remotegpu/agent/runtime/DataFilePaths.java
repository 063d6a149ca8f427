package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.workload.DataFile;
import io.remotegpu.contracts.workload.DataFiles;
import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where files of a workload's owner may appear, and from where they may come. Nothing is asked for before all of it is found harmless. */
final class DataFilePaths {
    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}";
    private static final Pattern FILE = Pattern.compile(NAME + "(/" + NAME + "){0,2}");
    private static final Pattern MOUNT = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9_.-]*){1,6}");
    private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SOURCE = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._-]+)*");
    private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9_-]{1,2000}");
    private static final List<String> OF_THE_SYSTEM =
            List.of("/proc/", "/sys/", "/dev/", "/run/", "/etc/", "/bin/", "/sbin/", "/lib/", "/usr/", "/tmp/");
    private static final int MOST_FILES = 2_000;

    private DataFilePaths() {}

    /** @throws io.remotegpu.contracts.error.PlatformException INVALID_WORKLOAD if one of them is not plainly harmless */
    static void check(Workload workload) {
        DataFiles data = workload.dataFiles();
        if (data == null) {
            return;
        }
        if (!MOUNT.matcher(data.mountPath()).matches() || isOfTheSystem(data.mountPath())) {
            throw refused("no files of a person can appear at '" + data.mountPath() + "'");
        }
        if (!SOURCE.matcher(data.source()).matches()
                || !TICKET.matcher(data.ticket()).matches()) {
            throw refused("files are loaded from a plain http or https address with a ticket, not from '"
                    + data.source() + "'");
        }
        checkFiles(data.files());
        refuseOverlap(workload, data.mountPath());
    }

    private static boolean isOfTheSystem(String path) {
        return OF_THE_SYSTEM.stream().anyMatch((path + "/")::startsWith);
    }

    private static void checkFiles(List<DataFile> files) {
        Set<String> seen = new HashSet<>();
        if (files.size() > MOST_FILES) {
            throw refused("it reads more than " + MOST_FILES + " files");
        }
        for (DataFile file : files) {
            if (!FILE.matcher(file.path()).matches()
                    || !SUM.matcher(file.sha256()).matches()
                    || file.size() < 0) {
                throw refused("no file can have the path '" + file.path() + "', a size of " + file.size()
                        + " and the sum '" + file.sha256() + "'");
            }
            if (!seen.add(file.path())) {
                throw refused("the file '" + file.path() + "' is given twice");
            }
        }
    }

    private static void refuseOverlap(Workload workload, String mountPath) {
        Stream.of(
                        workload.volumes().stream().map(Workload.Volume::mountPath),
                        workload.datasets().stream().map(DatasetMount::mountPath),
                        workload.files().stream().map(WorkloadFile::path))
                .flatMap(paths -> paths)
                .filter(other -> (other + "/").startsWith(mountPath + "/") || (mountPath + "/").startsWith(other + "/"))
                .findFirst()
                .ifPresent(other -> {
                    throw refused("the files at '" + mountPath + "' and '" + other + "' would hide each other");
                });
    }

    private static RuntimeException refused(String reason) {
        return new WorkloadFailure(FailureCause.INVALID_WORKLOAD, reason).asException();
    }
}
