package io.remotegpu.agent.moving;

import io.remotegpu.agent.files.DurableFile;
import io.remotegpu.agent.files.PrivateFolder;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which homes are on their way to this host, one file each. While its file is there a home does not count as one: what lies in its volumes may be half of
 * it, and nothing starts from it.
 */
public final class Arrivals {
    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    public Arrivals(Path folder) {
        this.folder = folder;
    }

    /** Whether its home is on the way and not settled. */
    public boolean expects(WorkloadId workload) {
        return Files.exists(file(workload));
    }

    /** It is not on the way any more: it was settled, or given up. */
    public void forget(WorkloadId workload) {
        DurableFile.delete(file(workload));
    }

    /** The one of this move, also after a restart. */
    Optional<Arrival> of(WorkloadId workload, long epoch) {
        return read(workload).filter(arrival -> arrival.epoch() == epoch);
    }

    void save(Arrival arrival) {
        PrivateFolder.create(folder);
        DurableFile.write(file(arrival.workloadId()), JSON.writeValueAsString(arrival));
    }

    /** A damaged file expects something as well, but nobody knows what: only a later move or a removal ends that. */
    private Optional<Arrival> read(WorkloadId workload) {
        try {
            return expects(workload)
                    ? Optional.of(JSON.readValue(Files.readString(file(workload)), Arrival.class))
                    : Optional.empty();
        } catch (JacksonException damaged) {
            log.error("{} cannot be read: {}", file(workload), damaged.getOriginalMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(workload), e);
        }
    }

    private Path file(WorkloadId workload) {
        return folder.resolve(workload.value() + ".json");
    }
}
