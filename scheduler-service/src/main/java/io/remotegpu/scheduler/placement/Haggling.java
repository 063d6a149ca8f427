package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.index.FleetIndex;
import io.remotegpu.scheduler.placement.index.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Looks for the smallest change to one figure of a request that lets it start now. */
final class Haggling {
    private static final double SMALLEST_CPU = 0.5;
    private static final int SMALLEST_MEMORY = 1024;
    private static final int SMALLEST_DISK = 1024;
    /** Another model is worth this part of a request: rather that than a quarter of the cores, rather a tenth of them than that. */
    private static final double OTHER_MODEL = 0.15;
    /** Whoever names hosts has a reason. */
    private static final double OTHER_HOST = 0.3;

    private final FleetIndex index;
    private final Demand demand;
    private final PlacementRequest request;
    private final List<Priced> offers = new ArrayList<>();

    /** @param loss which part of what was asked is given up, 0 to 1 */
    private record Priced(double loss, CounterOffer offer) {}

    Haggling(FleetIndex index, PlacementRequest request) {
        this.index = index;
        this.demand = request.demand();
        this.request = request;
    }

    Optional<CounterOffer> cheapest() {
        lessCpu();
        lessMemory();
        lessDisk();
        anyHost();
        fewerGpus();
        anyModel();
        smallerGpus();
        return offers.stream().min(Comparator.comparingDouble(Priced::loss)).map(Priced::offer);
    }

    private void offer(double loss, String field, String value, String text) {
        offers.add(new Priced(loss, new CounterOffer(field, value, text + " it would start now")));
    }

    private void lessCpu() {
        double most = Math.floor(most(demand.withCpu(SMALLEST_CPU), node -> node.cpu() / 1000.0) * 2) / 2;
        if (most >= SMALLEST_CPU && most < demand.cpu()) {
            offer(
                    1 - most / demand.cpu(),
                    "cpu",
                    String.valueOf(most),
                    "with %s cores instead of %s".formatted(most, demand.cpu()));
        }
    }

    private void lessMemory() {
        int most = (int) most(demand.withMemory(SMALLEST_MEMORY), Node::memory);
        if (most >= SMALLEST_MEMORY && most < demand.memory()) {
            String text = "with %d MiB of memory instead of %d".formatted(most, demand.memory());
            offer(1 - (double) most / demand.memory(), "memory", String.valueOf(most), text);
        }
    }

    private void lessDisk() {
        int most = demand.disk() == 0 ? 0 : (int) most(demand.withDisk(SMALLEST_DISK), Node::disk);
        if (most >= SMALLEST_DISK && most < demand.disk()) {
            String text = "with %d MiB of disk instead of %d".formatted(most, demand.disk());
            offer(1 - (double) most / demand.disk(), "disk", String.valueOf(most), text);
        }
    }

    private void anyHost() {
        if (!demand.labels().isEmpty() && fits(demand.withLabels(Map.of()))) {
            offer(OTHER_HOST, "host_selector.labels", "", "on hosts of any label");
        }
    }

    private void fewerGpus() {
        for (int gpus = demand.gpus() - 1; gpus > 0; gpus--) {
            if (fits(demand.withGpus(gpus))) {
                String text = "with %d GPU%s instead of %d".formatted(gpus, gpus == 1 ? "" : "s", demand.gpus());
                offer(1 - (double) gpus / demand.gpus(), "gpu", String.valueOf(gpus), text);
                return;
            }
        }
    }

    private void anyModel() {
        if (!demand.models().isEmpty() && fits(demand.withModels(List.of()))) {
            offer(OTHER_MODEL, "gpu_spec.models", "", "on any model of GPU");
        }
    }

    private void smallerGpus() {
        List<Integer> sizes = new ArrayList<>();
        index.survey(
                demand,
                (position, cost, lacking) -> index.host(position).gpus().forEach(gpu -> sizes.add(gpu.memoryTotal())));
        sizes.stream()
                .filter(size -> size < demand.minGpuMemory())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .filter(size -> fits(demand.withMinGpuMemory(size)))
                .findFirst()
                .ifPresent(size -> offer(
                        1 - (double) size / demand.minGpuMemory(),
                        "gpu_spec.min_memory",
                        String.valueOf(size),
                        "with %d MiB of GPU memory instead of %d".formatted(size, demand.minGpuMemory())));
    }

    private boolean fits(Demand changed) {
        return most(changed, node -> 1) > 0;
    }

    /** The most of something on a host that has room for all else; 0 if there is none. */
    private double most(Demand changed, ToDoubleFunction<Node> amount) {
        double[] most = {0};
        index.survey(changed, (position, cost, lacking) -> {
            Node node = index.at(position);
            if (lacking == null && node != null && isAllowed(node.host().id())) {
                most[0] = Math.max(most[0], amount.applyAsDouble(node));
            }
        });
        return most[0];
    }

    private boolean isAllowed(HostId host) {
        return request.mayGoTo(host) && !request.kept().contains(host);
    }
}
