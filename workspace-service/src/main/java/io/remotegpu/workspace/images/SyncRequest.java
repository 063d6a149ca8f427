package io.remotegpu.workspace.images;

import io.remotegpu.web.FieldError;
import io.remotegpu.workspace.images.registry.RegistryAddress;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which registry is to be read.
 *
 * @param kind {@code oci} for the distribution API, {@code harbor} for a project of a Harbor
 * @param url base of the registry, such as {@code https://registry.example.org}
 * @param project of a Harbor; required there and only there
 * @param prefix of an OCI registry: only repositories whose names begin so
 * @param type of images that are new; custom if not said
 */
record SyncRequest(
        @NotNull @Pattern(regexp = "oci|harbor", message = "must be oci or harbor")
        String kind,

        @NotNull
        @Size(max = 200)
        @Pattern(
                regexp = "https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[1-9][0-9]{0,4})?/?",
                message = "must be http or https, a host and perhaps a port, such as https://registry.example.org")
        String url,

        @Nullable @Size(max = 200) @Pattern(regexp = PATH, message = "must be the name of a Harbor project")
        String project,

        @Nullable @Size(max = 200) @Pattern(regexp = PATH, message = "must be the beginning of repository names")
        String prefix,

        @Nullable @Size(max = 255) String username,
        @Nullable @Size(max = 4096) String password,
        @Nullable ImageType type) {
    private static final String PATH = "[a-z0-9][a-z0-9._/-]*";

    ImageType typeOrCustom() {
        return Objects.requireNonNullElse(type, ImageType.CUSTOM);
    }

    String prefixOrAll() {
        return Objects.requireNonNullElse(prefix, "");
    }

    boolean isHarbor() {
        return kind.equals("harbor");
    }

    String requiredProject() {
        if (project == null) {
            throw FieldError.refuse("project", "must name the Harbor project to read");
        }
        return project;
    }

    RegistryAddress address() {
        try {
            return new RegistryAddress(URI.create(url.replaceFirst("/$", "")), username, password);
        } catch (IllegalArgumentException noUri) {
            throw FieldError.refuse("url", "must be an address such as https://registry.example.org");
        }
    }

    /** Never the password: requests are logged when they go wrong. */
    @Override
    public String toString() {
        return kind + " " + url;
    }
}
