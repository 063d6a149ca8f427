package io.remotegpu.gis.rendering;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.descriptors.Descriptor;
import io.remotegpu.gis.descriptors.Descriptor.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What renderers fill, with the parts that the descriptor and the resources decide for all of them. */
final class Draft {
    private final RenderRequest request;
    private final SortedMap<String, String> env = new TreeMap<>();
    private final List<RenderedFile> files = new ArrayList<>();
    private final List<Rendered.SharedFolder> sharedFolders = new ArrayList<>();
    private final List<ProvisioningCall> provisioning = new ArrayList<>();
    private List<String> entrypoint = List.of();
    private List<String> argv = List.of();

    Draft(RenderRequest request) {
        this.request = request;
    }

    Draft entrypoint(String... command) {
        entrypoint = List.of(command);
        return this;
    }

    Draft argv(List<String> arguments) {
        argv = List.copyOf(arguments);
        return this;
    }

    Draft env(String name, Object value) {
        env.put(name, String.valueOf(value));
        return this;
    }

    Draft file(String path, String content, int mode) {
        files.add(new RenderedFile(path, content, mode));
        return this;
    }

    Draft sharedFolder(String source, String mountPath) {
        sharedFolders.add(new Rendered.SharedFolder(source, mountPath));
        return this;
    }

    Draft provisioning(List<ProvisioningCall> calls) {
        provisioning.addAll(calls);
        return this;
    }

    Rendered done() {
        Descriptor descriptor = request.type().descriptor();
        Configuration configuration = request.configuration();
        return new Rendered(
                image(descriptor, configuration.version()),
                entrypoint,
                argv,
                env,
                List.copyOf(files),
                descriptor.containerPort(),
                readiness(descriptor.readiness()),
                descriptor.volumes(),
                descriptor.user(),
                descriptor.readOnlyRoot(),
                new Rendered.Size(
                        configuration.memoryMb(), configuration.storageMb(), configuration.cpu(), configuration.pids()),
                descriptor.stopGraceSeconds(),
                List.copyOf(sharedFolders),
                descriptor.processLaunch(),
                List.copyOf(provisioning));
    }

    /** What was configured long ago may have been taken out of the descriptor since. */
    private static String image(Descriptor descriptor, String version) {
        return descriptor.version(version).map(Descriptor.Version::image).orElseThrow(() -> {
            List<String> offered = descriptor.versions().stream()
                    .map(Descriptor.Version::version)
                    .toList();
            return new PlatformException(
                    ErrorCode.CONFIGURATION_INCOMPLETE,
                    "version " + version + " is not offered any more: set version to one of " + offered,
                    Map.of("reason", "version_gone", "version", version, "versions", offered));
        });
    }

    private Readiness readiness(Readiness template) {
        return new Readiness(
                template.path().replace("{{path}}", request.instance().path()),
                template.status(),
                template.contentType(),
                template.intervalSeconds(),
                template.attempts());
    }
}
