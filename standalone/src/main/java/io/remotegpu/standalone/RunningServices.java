package io.remotegpu.standalone;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The services that have started; none needs another in order to stop, so they stop side by side. */
final class RunningServices implements AutoCloseable {
    private final List<Service> services = new CopyOnWriteArrayList<>();

    void add(Service service) {
        services.add(service);
    }

    @Override
    public void close() {
        try (ExecutorService closers = Executors.newVirtualThreadPerTaskExecutor()) {
            services.forEach(service -> closers.submit(service::close));
        }
    }
}
