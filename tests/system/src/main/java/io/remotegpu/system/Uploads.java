package io.remotegpu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Puts files where a GIS service of somebody finds them, through the gateway. */
public final class Uploads {
    private final ApiClient owner;
    private final String files;

    Uploads(ApiClient owner, long service) {
        this.owner = owner;
        this.files = "/api/v1/user-services/" + service + "/files";
    }

    /** In two pieces, as somebody whose connection broke. Returns once the file is found to be what its name says. */
    public void put(String folder, String name, byte[] content) {
        JsonNode announced = owner.post(files, Map.of("folder", folder, "name", name, "size_bytes", content.length))
                .expect(201)
                .data();
        String file = files + "/" + announced.path("id").asLong();
        int half = content.length / 2;
        owner.append(file, 0, Arrays.copyOf(content, half)).expect(204);
        owner.append(file, half, Arrays.copyOfRange(content, half, content.length))
                .expect(204);
        await(file + " is checked")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !state(file).path("state").asString().equals("checking"));
        assertThat(state(file).path("state").asString()).as("%s", state(file)).isEqualTo("ready");
    }

    private JsonNode state(String file) {
        return owner.get(file).expect(200).data();
    }
}
