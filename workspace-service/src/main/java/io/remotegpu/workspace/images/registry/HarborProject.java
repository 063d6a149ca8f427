package io.remotegpu.workspace.images.registry;

import io.remotegpu.workspace.images.registry.RegistryClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** One project of a Harbor, by Harbor's REST API (2.0): its repositories, and the tagged images of each. */
public final class HarborProject implements ImageSource {
    private static final String JSON = "application/json";

    private final RegistryClient client;
    private final RegistryAddress address;
    private final RegistryProperties limits;
    private final String project;

    HarborProject(RegistryClient client, RegistryAddress address, RegistryProperties limits, String project) {
        this.client = client;
        this.address = address;
        this.limits = limits;
        this.project = project;
    }

    @Override
    public String name() {
        return "harbor:" + address.host() + "/" + project;
    }

    @Override
    public List<FoundImage> read() {
        List<String> repositories = new ArrayList<>();
        each(
                path() + "/repositories",
                repository -> repositories.add(repository.path("name").asString()));
        List<FoundImage> found = new ArrayList<>();
        for (String repository : repositories) {
            each(
                    path() + "/repositories/" + inPath(repository) + "/artifacts",
                    artifact -> add(repository, artifact, found));
            if (found.size() > limits.mostImages()) {
                throw RegistryErrors.strange(
                        address,
                        "has more than " + limits.mostImages() + " images in " + project
                                + "; raise workspace.images.registry.most-images");
            }
        }
        return found;
    }

    /** Charts, signatures and untagged leftovers are no images that anybody could name. */
    private void add(String repository, JsonNode artifact, List<FoundImage> found) {
        if (!artifact.path("type").asString("IMAGE").equals("IMAGE")) {
            return;
        }
        for (JsonNode tag : artifact.path("tags")) {
            String name =
                    address.host() + "/" + repository + ":" + tag.path("name").asString();
            found.add(FoundImage.ofBytes(
                    name,
                    artifact.path("digest").asString(),
                    artifact.path("size").asLong(0)));
        }
    }

    private void each(String path, Consumer<JsonNode> element) {
        int size = Math.min(limits.pageSize(), 100);
        for (int page = 1; ; page++) {
            String query = "?with_tag=true&page_size=" + size + "&page=" + page;
            Answer answer = client.get(address.url().resolve(path + query), JSON, project);
            JsonNode elements = client.json(answer);
            elements.forEach(element);
            if (elements.size() < size) {
                return;
            }
        }
    }

    private String path() {
        return "/api/v2.0/projects/" + encoded(project);
    }

    /** Without its project, and escaped twice: Harbor unescapes the slashes of a repository's name once more. */
    private String inPath(String repository) {
        String own = repository.startsWith(project + "/") ? repository.substring(project.length() + 1) : repository;
        return encoded(encoded(own));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
