package io.remotegpu.workspace.images.registry;

import io.remotegpu.workspace.images.registry.RegistryClient.Answer;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Any registry that speaks the OCI distribution API: its catalogue, the tags of each repository, the manifest of each tag. */
public final class OciRegistry implements ImageSource {
    private static final String JSON = "application/json";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");
    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final RegistryClient client;
    private final RegistryAddress address;
    private final RegistryProperties limits;
    private final String prefix;

    /** @param prefix only repositories whose names begin so; empty for all */
    OciRegistry(RegistryClient client, RegistryAddress address, RegistryProperties limits, String prefix) {
        this.client = client;
        this.address = address;
        this.limits = limits;
        this.prefix = prefix;
    }

    @Override
    public String name() {
        return address.host() + "/" + prefix;
    }

    @Override
    public List<FoundImage> read() {
        List<FoundImage> found = new ArrayList<>();
        for (String repository : names("/v2/_catalog", "repositories", "catalog")) {
            if (repository.startsWith(prefix)) {
                names("/v2/" + repository + "/tags/list", "tags", repository)
                        .forEach(tag -> found.add(image(repository, tag)));
                requireFew(found.size());
            }
        }
        return found;
    }

    /** A repository whose last tag was deleted lists no tags: null instead of a list. */
    private List<String> names(String path, String field, String scope) {
        List<String> names = new ArrayList<>();
        new Pages(client, address).each(uri(path + "?n=" + limits.pageSize()), JSON, scope, page -> client.json(page)
                .path(field)
                .forEach(name -> names.add(sane(name.asString()))));
        return names;
    }

    /** Names become part of addresses and of the catalogue. */
    private String sane(String name) {
        if (!NAME.matcher(name).matches()) {
            throw RegistryErrors.strange(address, "lists a name that none can have: " + name);
        }
        return name;
    }

    private FoundImage image(String repository, String tag) {
        Answer answer = manifest(repository, tag);
        String digest = digest(answer);
        JsonNode manifest = client.json(answer);
        JsonNode platforms = manifest.path("manifests");
        JsonNode sized = platforms.isEmpty() ? manifest : client.json(manifest(repository, usualPlatform(platforms)));
        return FoundImage.ofBytes(address.host() + "/" + repository + ":" + tag, digest, bytes(sized));
    }

    /** An index names a manifest for each platform; the commonest one's size stands for the others'. */
    private static String usualPlatform(JsonNode platforms) {
        return platforms
                .valueStream()
                .filter(each -> each.at("/platform/architecture").asString("").equals("amd64"))
                .findFirst()
                .orElse(platforms.path(0))
                .path("digest")
                .asString();
    }

    private Answer manifest(String repository, String reference) {
        return client.get(uri("/v2/" + repository + "/manifests/" + reference), MANIFESTS, repository);
    }

    /** Of the very bytes, and equal to what the registry claims: a wrong digest would never be pulled. */
    private String digest(Answer answer) {
        String actual = "sha256:" + HexFormat.of().formatHex(sha256().digest(answer.body()));
        String claimed = answer.header("Docker-Content-Digest").orElse(actual);
        if (!claimed.equals(actual)) {
            throw RegistryErrors.strange(
                    address, "claims digest " + claimed + " for a manifest whose digest is " + actual);
        }
        return actual;
    }

    private static long bytes(JsonNode manifest) {
        long bytes = manifest.path("config").path("size").asLong(0);
        for (JsonNode layer : manifest.path("layers")) {
            bytes += layer.path("size").asLong(0);
        }
        return bytes;
    }

    private void requireFew(int images) {
        if (images > limits.mostImages()) {
            throw RegistryErrors.strange(
                    address,
                    "has more than " + limits.mostImages()
                            + " images; name a prefix, or raise workspace.images.registry.most-images");
        }
    }

    private URI uri(String path) {
        return address.url().resolve(path);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no SHA-256", missing);
        }
    }
}
