package io.remotegpu.gis.descriptors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A type of service as its YAML file says it.
 *
 * @param type lower-case name, such as {@code martin}; never changes
 * @param title what people call the software
 * @param summary one line on what it serves
 * @param defaultVersion taken when a configuration names none
 * @param versions that may be run
 * @param containerPort TCP port that it listens on inside
 * @param readiness when it counts as started
 * @param pathMode how the public path reaches it
 * @param volumes kept until the service is deleted
 * @param dataFiles where it reads files that its user uploads, null if it reads none
 * @param user user and group inside, null for the image's own
 * @param readOnlyRoot whether nothing but volumes and /tmp can be written
 * @param stopGraceSeconds between asking it to end and ending it
 * @param capabilities what map clients may ask of it
 * @param paths which of its paths are not for everybody
 * @param login account that the platform makes inside, null for software that knows none
 * @param renderer name of what turns its configuration into files
 * @param argv arguments after the image's entry point; for the renderer {@code template} alone
 * @param env variables; for the renderer {@code template} alone
 * @param files what it reads at its start; for the renderer {@code template} alone
 * @param processLaunch how to run it without a container engine, null if it cannot be
 * @param configuration JSON Schema of the configuration, without what every type has
 */
public record Descriptor(
        String type,
        String title,
        String summary,
        String defaultVersion,
        List<Version> versions,
        int containerPort,
        Readiness readiness,
        PathMode pathMode,
        List<DataVolume> volumes,
        @Nullable DataPlace dataFiles,
        @Nullable String user,
        boolean readOnlyRoot,
        int stopGraceSeconds,
        Set<Capability> capabilities,
        Paths paths,
        @Nullable Login login,
        String renderer,
        List<String> argv,
        Map<String, String> env,
        List<FileTemplate> files,
        @Nullable ProcessLaunch processLaunch,
        ObjectNode configuration) {

    public Descriptor {
        volumes = Objects.requireNonNullElse(volumes, List.of());
        capabilities = Objects.requireNonNullElse(capabilities, Set.of());
        argv = Objects.requireNonNullElse(argv, List.of());
        env = Objects.requireNonNullElse(env, Map.of());
        files = Objects.requireNonNullElse(files, List.of());
    }

    /** @param image reference as a container engine understands it, best with a digest */
    public record Version(String version, String image) {}

    /**
     * @param path asked at the instance itself; {@code {{path}}} stands for its public path
     * @param status expected
     * @param contentType beginning of the expected content type: servers exist that say their errors with status 200
     * @param intervalSeconds between two attempts
     * @param attempts before it counts as failed
     */
    public record Readiness(String path, int status, String contentType, int intervalSeconds, int attempts) {}

    public record DataVolume(String name, String mountPath) {}

    /**
     * @param admin beginnings of paths below the instance's own that only its owner may call
     * @param internal beginnings of paths that nobody may call through the gateway
     */
    public record Paths(List<String> admin, List<String> internal) {}

    /**
     * @param username JSON pointer into the configuration
     * @param password the same
     * @param paths beginnings of paths where its owner is signed in with it by the gateway; they are among {@link Paths#admin}
     */
    public record Login(String username, String password, List<String> paths) {
        /** What HTTP's {@code Authorization} says to whoever knows the account. */
        public String authorization(JsonNode configuration) {
            String pair = configuration.at(username).asString("") + ":"
                    + configuration.at(password).asString("");
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
        }
    }

    /** @param path absolute, inside; {@code content} has placeholders */
    public record FileTemplate(String path, String content) {}

    /** @param argv command and arguments; {@code {{files}}}, {@code {{host}}} and {@code {{port}}} are filled in where it is started */
    public record ProcessLaunch(List<String> argv) {}

    /** How the public path {@code /s/<key>} reaches the software. */
    public enum PathMode {
        /** It serves under the public path itself. */
        PREFIX_NATIVE,
        /** It serves under its root and is told what its address is. */
        PUBLIC_URL,
        /** It knows nothing: the gateway removes the path and says it in headers. */
        REWRITE
    }

    /** What map clients may ask of it. */
    public enum Capability {
        /** Protocols of OGC; some of their operations write. */
        OGC,
        /** Tiles by zoom, column and row. */
        TILES
    }

    public Optional<Version> version(String name) {
        return versions.stream().filter(each -> each.version().equals(name)).findFirst();
    }

    /** The same with these versions. */
    Descriptor with(List<Version> others) {
        return new Descriptor(
                type,
                title,
                summary,
                defaultVersion,
                others,
                containerPort,
                readiness,
                pathMode,
                volumes,
                dataFiles,
                user,
                readOnlyRoot,
                stopGraceSeconds,
                capabilities,
                paths,
                login,
                renderer,
                argv,
                env,
                files,
                processLaunch,
                configuration);
    }
}
