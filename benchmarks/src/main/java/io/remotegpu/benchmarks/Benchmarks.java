package io.remotegpu.benchmarks;

import io.remotegpu.benchmarks.agent.AgentBenchmark;
import io.remotegpu.benchmarks.billing.BillingBenchmark;
import io.remotegpu.benchmarks.fleet.FleetBenchmark;
import java.util.Arrays;

/** {@code ./dev bench NAME [options]}. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        String name = args.length == 0 ? "" : args[0];
        String[] options = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
        switch (name) {
            case "agent" -> AgentBenchmark.run(options);
            case "api" -> ApiBenchmark.run();
            case "billing" -> BillingBenchmark.run();
            case "create" -> CreateBenchmark.run(options);
            case "fleet" -> FleetBenchmark.run(options);
            case "gis" -> GisBenchmark.run(options);
            default -> {
                System.err.println(
                        "usage: ./dev bench agent [RUNS] | api | billing | create [RUNS] | fleet [options] | gis [options]");
                System.exit(2);
            }
        }
    }
}
