package io.remotegpu.contracts;

import io.remotegpu.contracts.GisEvent.GisDeleteRequested;
import io.remotegpu.contracts.GisEvent.GisRestartRequested;
import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.GisEvent.GisStopRequested;
import io.remotegpu.contracts.gis.GisAccess;
import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.contracts.gis.GisLimits;
import io.remotegpu.contracts.gis.GisPathRule;
import io.remotegpu.contracts.gis.GisVisibility;
import io.remotegpu.contracts.workload.Workload;
import java.util.List;

final class GisSamples {
    private static final WorkloadId SERVICE = new WorkloadId("gis-3q8n5v1x");
    private static final Workload WORKLOAD = Samples.WORKLOAD.sized(1, 128);

    private GisSamples() {}

    static List<Message> all() {
        return List.of(
                new GisStartRequested(SERVICE, 4, Samples.CUSTOMER, Samples.WORKSPACE, "city tiles", WORKLOAD),
                new GisRestartRequested(SERVICE, 5, Samples.CUSTOMER, Samples.WORKSPACE, "city tiles", WORKLOAD),
                new GisStopRequested(SERVICE, 6, Samples.CUSTOMER),
                new GisDeleteRequested(SERVICE, 7, Samples.CUSTOMER),
                new GisRoute(
                        SERVICE,
                        "k7m2qx9d4w",
                        Samples.CUSTOMER,
                        "martin",
                        GisRoute.State.RUNNING,
                        "its probe answers",
                        new GisEndpoint("10.0.0.5", 30031, Samples.EPOCH),
                        GisVisibility.TOKEN,
                        new GisAccess(
                                GisAccess.PathMode.PREFIX_NATIVE,
                                List.of(new GisPathRule(
                                        "/**",
                                        GisPathRule.Access.DATA,
                                        List.of("GET", "HEAD"),
                                        List.of("Transaction"),
                                        30))),
                        new GisLimits(50, 200, 1_048_576),
                        true),
                new GisApiKey(
                        "key-7p2v",
                        SERVICE,
                        "5e884898da28047151d0e56f8dc62927",
                        true,
                        Samples.NOON,
                        List.of("*.example.org"),
                        20,
                        false),
                new GisTraffic(
                        SERVICE,
                        "3f6f1d0c-9a51-4b8e-8f0c-0d6f2f1f7c11",
                        Samples.NOON,
                        Samples.NOON.plusSeconds(10),
                        6,
                        1,
                        2,
                        180,
                        List.of(0L, 1L, 2L, 1L, 1L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L)));
    }
}
