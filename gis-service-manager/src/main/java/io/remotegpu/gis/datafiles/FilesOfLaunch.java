package io.remotegpu.gis.datafiles;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.DataFile;
import io.remotegpu.contracts.workload.DataFiles;
import io.remotegpu.gis.descriptors.DataPlace;
import io.remotegpu.gis.services.Launch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Which files a service that is about to start reads, and how its host gets them. */
@Component
public class FilesOfLaunch {
    private final Entries entries;
    private final Tickets tickets;
    private final DataFileProperties properties;

    FilesOfLaunch(Entries entries, Tickets tickets, DataFileProperties properties) {
        this.entries = entries;
        this.tickets = tickets;
        this.properties = properties;
    }

    /**
     * Null if it has none. They can be loaded until something later is wanted of it.
     *
     * @param generation of the wish to start it
     * @throws PlatformException CONFIGURATION_INCOMPLETE if its configuration names files that are not there
     */
    public @Nullable DataFiles of(Launch launch, long generation) {
        DataPlace place = launch.descriptor().dataFiles();
        if (place == null) {
            return null;
        }
        long service = launch.service().id();
        List<DataFile> files = entries.of(service);
        requireNamed(place, launch.configuration().content(), files);
        String source = properties.downloadBase() + DownloadController.PATH;
        return files.isEmpty()
                ? null
                : new DataFiles(place.mountPath(), source, tickets.issue(service, generation), files);
    }

    private static void requireNamed(DataPlace place, JsonNode configuration, List<DataFile> files) {
        Set<String> present = files.stream().map(DataFile::path).collect(Collectors.toSet());
        List<String> missing = place.folders().stream()
                .flatMap(folder -> folder.named(configuration).map(name -> folder.name() + "/" + name))
                .distinct()
                .filter(path -> !present.contains(path))
                .toList();
        if (!missing.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.CONFIGURATION_INCOMPLETE,
                    "the configuration names files that are not there: upload " + missing + " or take them out of it",
                    Map.of("reason", "missing_files", "files", missing));
        }
    }
}
