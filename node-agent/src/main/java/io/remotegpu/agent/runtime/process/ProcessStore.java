package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.files.DurableFile;
import io.remotegpu.agent.files.PrivateFolder;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The containers of the process runtime, one file each, so that a restarted agent finds them. */
final class ProcessStore {
    private static final Logger log = LoggerFactory.getLogger(ProcessStore.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Map<String, ProcessContainer> containers = new ConcurrentHashMap<>();

    ProcessStore(Path folder) {
        this.folder = folder;
        PrivateFolder.create(folder);
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".json")).forEach(this::load);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    Map<String, ProcessContainer> all() {
        return Map.copyOf(containers);
    }

    Optional<ProcessContainer> find(String id) {
        return Optional.ofNullable(containers.get(id));
    }

    ProcessContainer required(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no container " + id + " was created"));
    }

    /** The workload of a container that runs. */
    Optional<WorkloadId> running(String id) {
        return find(id).filter(container -> container.state() == Container.State.RUNNING)
                .map(ProcessContainer::workloadId);
    }

    void save(ProcessContainer container) {
        DurableFile.write(file(container.id()), JSON.writeValueAsString(container));
        containers.put(container.id(), container);
    }

    void delete(String id) {
        containers.remove(id);
        DurableFile.delete(file(id));
    }

    private void load(Path file) {
        try {
            ProcessContainer container = JSON.readValue(Files.readString(file), ProcessContainer.class);
            containers.put(container.id(), container);
        } catch (IOException | JacksonException e) {
            log.error("{} cannot be read and is left aside: {}", file, e.getMessage());
        }
    }

    private Path file(String id) {
        return folder.resolve(id + ".json");
    }
}
