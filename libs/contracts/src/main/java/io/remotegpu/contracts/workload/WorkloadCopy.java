package io.remotegpu.contracts.workload;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workload while some of it is being changed: records of this many parts cannot be copied with one of them changed. */
final class WorkloadCopy {
    String image;
    List<String> argv;
    Map<String, String> env;
    double cpu;
    int memory;
    int storage;
    Workload.GpuRequest gpu;
    List<Workload.PortRequest> ports;
    List<Workload.Volume> volumes;
    Workload.Probe probe;

    @Nullable
    String user;

    boolean readOnlyRoot;
    List<DatasetMount> datasets;
    List<WorkloadFile> files;

    @Nullable
    ProcessLaunch process;

    @Nullable
    Integer stopGraceSeconds;

    List<String> entrypoint;

    @Nullable
    DataFiles dataFiles;

    @Nullable
    Integer disk;

    HostSelector hostSelector;

    @Nullable
    Integer pids;

    WorkloadCopy(Workload original) {
        image = original.image();
        argv = original.argv();
        env = original.env();
        cpu = original.cpu();
        memory = original.memory();
        storage = original.storage();
        gpu = original.gpu();
        ports = original.ports();
        volumes = original.volumes();
        probe = original.probe();
        user = original.user();
        readOnlyRoot = original.readOnlyRoot();
        datasets = original.datasets();
        files = original.files();
        process = original.process();
        stopGraceSeconds = original.stopGraceSeconds();
        entrypoint = original.entrypoint();
        dataFiles = original.dataFiles();
        disk = original.disk();
        hostSelector = original.hostSelector();
        pids = original.pids();
    }

    void size(double newCpu, int newMemory) {
        cpu = newCpu;
        memory = newMemory;
    }

    void tell(List<WorkloadFile> newFiles, @Nullable ProcessLaunch newProcess) {
        files = newFiles;
        process = newProcess;
    }

    void place(HostSelector newHostSelector, @Nullable Integer newDisk) {
        hostSelector = newHostSelector;
        disk = newDisk;
    }

    Workload done() {
        return new Workload(
                image,
                argv,
                env,
                cpu,
                memory,
                storage,
                gpu,
                ports,
                volumes,
                probe,
                user,
                readOnlyRoot,
                datasets,
                files,
                process,
                stopGraceSeconds,
                entrypoint,
                dataFiles,
                disk,
                hostSelector,
                pids);
    }
}
