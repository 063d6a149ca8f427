package io.remotegpu.contracts;

import io.remotegpu.contracts.workload.DataFile;
import io.remotegpu.contracts.workload.DataFiles;
import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.Endpoint;
import io.remotegpu.contracts.workload.HostSelector;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.ProcessLaunch;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** One instance of every message, each field filled. What they have in common is here, the rest by family. */
final class Samples {
    static final CustomerId CUSTOMER = new CustomerId(7);
    static final WorkspaceId WORKSPACE = new WorkspaceId(3);
    static final WorkloadId ENVIRONMENT = new WorkloadId("env-7f3k2m9q");
    static final HostId HOST = new HostId("gpu-01.lab");
    static final String GPU = "GPU-6fb0aa9a-6c1b-4d1c-9d2f-0a5b3c1d2e3f";
    static final long EPOCH = 42;
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    static final String PUBLIC_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample alice@laptop";
    static final PortMapping SSH_PORT = new PortMapping("ssh", 30022, 22, "tcp");
    static final Endpoint SSH = new Endpoint("ssh", "10.0.0.5", 30022, 22, "tcp");
    static final LeasedGpu LEASED = new LeasedGpu(GPU, 0, "NVIDIA A100-SXM4-80GB", 81920, false);
    static final UUID CHANGE = UUID.fromString("0198c9f4-6f0e-7c57-9f0a-2f7c1f0e8a11");
    static final SnapshotId SNAPSHOT = new SnapshotId("snap-4h8x2p0d");
    static final HostId TARGET = new HostId("gpu-02.lab");
    static final String HOMES = "https://gpu.example.org/api/v1/moves/43";
    static final String HOME_KEY = "MCowBQYDK2VuAyEAhSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";
    static final String SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    static final DatasetMount DATASET =
            new DatasetMount("ds-9", DatasetMount.Kind.FOLDER, "imagenet/2012", "/datasets/imagenet");
    static final WorkloadFile FILE = new WorkloadFile("/etc/martin/config.yaml", "srid: 4326\n", "0400");
    static final Workload WORKLOAD = new Workload(
            "remotegpu/env-base:latest",
            List.of("sleep", "infinity"),
            Map.of("LANG", "C.UTF-8"),
            4.5,
            16384,
            51200,
            new Workload.GpuRequest(1, List.of("NVIDIA A100-SXM4-80GB"), 40960, null, "3g.40gb"),
            List.of(new Workload.PortRequest("ssh", 22, "tcp")),
            List.of(new Workload.Volume("home", "/home/dev", false)),
            new Workload.Probe(Workload.Probe.Kind.SSH, 22, "/", 60, "image/png"),
            "dev",
            true,
            List.of(DATASET),
            List.of(FILE),
            new ProcessLaunch(
                    List.of("martin", "--config", "@{file:/etc/martin/config.yaml}"),
                    Map.of("RUST_LOG", "info"),
                    List.of(FILE)),
            30,
            List.of("bash", "/opt/start.sh"),
            new DataFiles(
                    "/var/lib/martin",
                    "https://gpu.example.org/api/v1/user-services/downloads",
                    "eyJrIjoiMSJ9",
                    List.of(new DataFile(
                            "mbtiles/world.mbtiles",
                            20480,
                            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))),
            204_800,
            new HostSelector(Map.of("zone", "b"), List.of("team=vision")),
            512);

    private Samples() {}

    /** Of every wire type exactly one. */
    static List<Message> all() {
        return Stream.of(
                        PeopleSamples.all(),
                        WorkspaceSamples.all(),
                        EnvironmentSamples.all(),
                        SchedulerSamples.all(),
                        FleetSamples.all(),
                        NodeSamples.all(),
                        NodeCommandSamples.all(),
                        ImageSamples.all(),
                        NodeQuestionSamples.all(),
                        TelemetrySamples.all(),
                        BillingSamples.all(),
                        GisSamples.all())
                .flatMap(List::stream)
                .toList();
    }
}
