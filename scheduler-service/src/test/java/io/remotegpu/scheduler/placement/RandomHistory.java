package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import io.remotegpu.scheduler.placement.index.FleetIndex;
import io.remotegpu.scheduler.placement.index.Inclination;
import io.remotegpu.scheduler.placement.index.Pick;
import io.remotegpu.scheduler.placement.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A small fleet to which things happen: hosts come, change and go, requests arrive, what was placed leaves. The books beside the index are
 * kept as plainly as possible.
 */
final class RandomHistory {
    private static final List<String> MODELS = List.of("T4", "V100", "H100");

    final Random random;
    final FleetIndex index;
    final PlainBooks books = new PlainBooks();
    private final List<Placement> placed = new ArrayList<>();
    private final List<Demand> learned = new ArrayList<>();
    private int hosts;

    private record Placement(Pick pick, FleetHost on) {}

    RandomHistory(Strategy strategy, long seed) {
        this.random = new Random(seed);
        this.index = knowingAllKinds(strategy, seed);
        for (int host = 0; host < 12; host++) {
            put(newHost());
        }
    }

    private static FleetIndex knowingAllKinds(Strategy strategy, long seed) {
        FleetIndex index = new FleetIndex(strategy, seed);
        List<FleetGpu> kinds = new ArrayList<>();
        for (String model : MODELS) {
            kinds.add(new FleetGpu(model, 0, model, 16384, 1000, Map.of(), null));
        }
        kinds.add(new FleetGpu("large", 0, "H100", 81920, 1000, Map.of(), null));
        FleetHost host = Hosts.host("of-all-kinds", Hosts.ROOMY, kinds);
        index.put(host);
        index.remove(host.id());
        return index;
    }

    /** Another index that has learned the same and is told of every host as it is now. */
    FleetIndex countedAnew(Strategy unused) {
        FleetIndex anew = knowingAllKinds(unused, 0);
        learned.forEach(anew::learn);
        books.hosts().forEach(anew::put);
        return anew;
    }

    /** A decision, as the index made it and before anything is held. */
    record Step(Demand demand, Optional<Pick> pick) {}

    /** Something happens, then somebody asks for something. */
    Step step() {
        happens();
        Demand demand = demand();
        index.learn(demand);
        learned.add(demand);
        return new Step(demand, index.decide(demand, Inclination.NONE));
    }

    void hold(Pick pick) {
        books.take(pick, 1);
        index.occupy(pick);
        placed.add(new Placement(pick, pick.node().host()));
    }

    private void happens() {
        int what = random.nextInt(20);
        if (what == 0) {
            put(newHost());
        } else if (what == 1 && books.hosts().size() > 4) {
            remove(books.hosts().get(random.nextInt(books.hosts().size())).id());
        } else if (what == 2) {
            put(altered(books.hosts().get(random.nextInt(books.hosts().size()))));
        } else if (what < 11 && !placed.isEmpty()) {
            Pick pick = placed.remove(random.nextInt(placed.size())).pick();
            index.vacate(pick);
            books.take(pick, -1);
        }
    }

    private void put(FleetHost host) {
        forget(host.id());
        books.put(host);
        index.put(host);
    }

    private void remove(HostId id) {
        forget(id);
        books.remove(id);
        index.remove(id);
    }

    /** What is told of a host anew already counts who is there. */
    private void forget(HostId id) {
        placed.removeIf(placement -> placement.on().id().equals(id));
    }

    private FleetHost newHost() {
        String id = "host-" + hosts++;
        List<FleetGpu> gpus = new ArrayList<>();
        int count = List.of(0, 1, 2, 4, 8).get(random.nextInt(5));
        String model = MODELS.get(random.nextInt(MODELS.size()));
        for (int gpu = 0; gpu < count; gpu++) {
            boolean odd = random.nextInt(12) == 0;
            boolean cut = random.nextInt(12) == 0;
            gpus.add(new FleetGpu(
                    id + "-" + gpu,
                    gpu,
                    odd ? "H100" : model,
                    odd ? 81920 : 16384,
                    cut ? 0 : random.nextInt(8) == 0 ? 0 : 1000,
                    cut ? Map.of("1g.10gb", 1 + random.nextInt(4)) : Map.of(),
                    random.nextInt(15) == 0 ? "r1" : null));
        }
        Room room = new Room(8 * (1 + random.nextInt(8)), 32768 * (1 + random.nextInt(4)), 1000, 1 + random.nextInt(9));
        return Hosts.marked(
                Hosts.host(id, room, gpus),
                random.nextBoolean() ? Map.of("zone", "north") : Map.of(),
                random.nextInt(5) == 0 ? Set.of("licensed") : Set.of());
    }

    private FleetHost altered(FleetHost host) {
        return random.nextInt(3) == 0 ? Hosts.closed(host, "in maintenance") : host;
    }

    private Demand demand() {
        int gpus = List.of(0, 1, 1, 1, 1, 2, 4, 8).get(random.nextInt(8));
        boolean mig = gpus > 0 && random.nextInt(12) == 0;
        int milli = gpus == 1 && !mig && random.nextBoolean()
                ? List.of(230, 470, 810).get(random.nextInt(3))
                : 1000;
        return new Demand(
                List.of(0.5, 2.0, 8.0, 12.5).get(random.nextInt(4)),
                List.of(1024, 8192, 30000).get(random.nextInt(3)),
                random.nextInt(3) * 100,
                random.nextInt(3),
                gpus,
                milli,
                mig ? "1g.10gb" : null,
                random.nextInt(4) == 0 ? List.of("v100", "h100") : List.of(),
                random.nextInt(6) == 0 ? 40000 : 0,
                random.nextInt(6) == 0 ? Map.of("zone", "north") : Map.of(),
                random.nextInt(4) == 0 ? Set.of("licensed") : Set.of(),
                random.nextInt(6) == 0 ? Set.of("r1") : Set.of());
    }
}
