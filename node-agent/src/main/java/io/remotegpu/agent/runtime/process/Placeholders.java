package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.ProcessLaunch;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** There is no file system and no network of its own here: what a command must know of them stands in placeholders, see ProcessLaunch. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("@\\{(port|volume|file|files|data|host)(?::([^}]*))?}");

    private final ContainerSpec spec;
    private final ProcessFolders folders;
    private final String host;

    Placeholders(ContainerSpec spec, ProcessFolders folders, String host) {
        this.spec = spec;
        this.folders = folders;
        this.host = host;
    }

    Launch launch(ProcessLaunch asked) {
        return new Launch(
                asked.argv().stream().map(this::filled).toList(),
                asked.env().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, variable -> filled(variable.getValue()))));
    }

    /** The workload's files, those of the launch in the place of their namesakes. */
    List<WorkloadFile> files(ProcessLaunch asked) {
        Map<String, WorkloadFile> byPath = new LinkedHashMap<>();
        spec.workload().files().forEach(file -> byPath.put(file.path(), file));
        asked.files()
                .forEach(file ->
                        byPath.put(file.path(), new WorkloadFile(file.path(), filled(file.content()), file.mode())));
        return List.copyOf(byPath.values());
    }

    private String filled(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(), found.group(1), found.group(2))));
    }

    private String value(String placeholder, String kind, String name) {
        return switch (kind) {
            case "host" -> host;
            case "files" -> spec.files().toAbsolutePath().toString();
            case "data" -> spec.data().toAbsolutePath().toString();
            case "port" -> port(placeholder, name);
            case "volume" -> volume(placeholder, name);
            case "file" -> name == null ? placeholder : file(placeholder, name);
            default -> placeholder;
        };
    }

    private String port(String placeholder, String name) {
        return spec.ports().stream()
                .filter(port -> Integer.toString(port.internalPort()).equals(name))
                .findFirst()
                .map(PortMapping::externalPort)
                .map(port -> Integer.toString(port))
                .orElse(placeholder);
    }

    /** Only one that it asked for: any other name would lead to somebody's folder. */
    private String volume(String placeholder, String name) {
        return spec.workload().volumes().stream()
                        .anyMatch(volume -> volume.name().equals(name))
                ? folders.volume(spec.workloadId(), name).toString()
                : placeholder;
    }

    private String file(String placeholder, String path) {
        ProcessLaunch process = spec.workload().process();
        boolean given = spec.workload().files().stream()
                        .anyMatch(file -> file.path().equals(path))
                || (process != null
                        && process.files().stream().anyMatch(file -> file.path().equals(path)));
        return given ? spec.fileAt(path).toAbsolutePath().toString() : placeholder;
    }
}
