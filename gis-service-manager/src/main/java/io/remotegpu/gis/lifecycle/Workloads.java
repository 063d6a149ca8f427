package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.workload.DataFiles;
import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.HostSelector;
import io.remotegpu.contracts.workload.ProcessLaunch;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.contracts.workload.Workload.Volume;
import io.remotegpu.contracts.workload.WorkloadFile;
import io.remotegpu.gis.descriptors.DataPlace;
import io.remotegpu.gis.descriptors.Descriptor.DataVolume;
import io.remotegpu.gis.descriptors.Descriptor.Readiness;
import io.remotegpu.gis.rendering.Rendered;
import io.remotegpu.gis.rendering.RenderedFile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was rendered, as a workload of the fleet: no GPU, one port, and its files. */
final class Workloads {
    private static final String HTTP = "http";

    private Workloads() {}

    /** @param data files of its owner that it reads, null for none */
    static Workload of(Rendered rendered, @Nullable DataPlace place, @Nullable DataFiles data) {
        return new Workload(
                rendered.image(),
                rendered.argv(),
                rendered.env(),
                rendered.size().cpu(),
                rendered.size().memoryMb(),
                rendered.size().storageMb(),
                GpuRequest.NONE,
                List.of(new PortRequest(HTTP, rendered.port(), "tcp")),
                rendered.volumes().stream().map(Workloads::volume).toList(),
                probe(rendered),
                rendered.user(),
                rendered.readOnlyRoot(),
                rendered.sharedFolders().stream().map(Workloads::mount).toList(),
                rendered.files().stream().map(Workloads::file).toList(),
                process(rendered, place),
                rendered.stopGraceSeconds(),
                rendered.entrypoint(),
                data,
                null,
                HostSelector.ANY,
                rendered.size().pids());
    }

    private static Probe probe(Rendered rendered) {
        Readiness readiness = rendered.readiness();
        return new Probe(
                Probe.Kind.HTTP,
                rendered.port(),
                readiness.path(),
                readiness.intervalSeconds() * readiness.attempts(),
                readiness.contentType());
    }

    private static Volume volume(DataVolume volume) {
        return new Volume(volume.name(), volume.mountPath(), false);
    }

    private static DatasetMount mount(Rendered.SharedFolder folder) {
        return new DatasetMount(folder.source(), DatasetMount.Kind.FOLDER, folder.source(), folder.mountPath());
    }

    private static WorkloadFile file(RenderedFile file) {
        return new WorkloadFile(file.path(), file.content(), "0%o".formatted(file.mode()));
    }

    /** The paths and ports that it was rendered for exist only in a container: the host puts its own in their place. */
    private static @Nullable ProcessLaunch process(Rendered rendered, @Nullable DataPlace place) {
        if (rendered.processLaunch() == null) {
            return null;
        }
        List<String> argv = rendered.processLaunch().argv().stream()
                .map(argument -> argument.replace("{{files}}", "@{files}")
                        .replace("{{host}}", "@{host}")
                        .replace("{{port}}", "@{port:" + rendered.port() + "}"))
                .toList();
        List<WorkloadFile> files =
                rendered.files().stream().map(Workloads::file).toList();
        List<WorkloadFile> moved = files.stream()
                .map(file -> moved(file, rendered.volumes(), place))
                .filter(file -> !files.contains(file))
                .toList();
        return new ProcessLaunch(argv, Map.of(), moved);
    }

    private static WorkloadFile moved(WorkloadFile file, List<DataVolume> volumes, @Nullable DataPlace place) {
        String content = place == null ? file.content() : file.content().replace(place.mountPath(), "@{data}");
        for (DataVolume volume : volumes) {
            content = content.replace(volume.mountPath(), "@{volume:" + volume.name() + "}");
        }
        return new WorkloadFile(file.path(), content, file.mode());
    }
}
