package io.remotegpu.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberAdded;
import io.remotegpu.contracts.wire.MessageCodec;
import io.remotegpu.contracts.wire.MessageTypes;
import io.remotegpu.contracts.workload.HostSelector;
import io.remotegpu.contracts.workload.Scheduling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is on the wire today must be readable tomorrow: one JSON file per wire type, never changed once released. */
class GoldenMessagesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<Message> samples() {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesTheGoldenJson(Message message) throws IOException {
        JsonNode written = JSON.readTree(MessageCodec.toJson(message));
        Path golden = golden(message);
        if (!Files.exists(golden) && Boolean.getBoolean("remotegpu.golden.write")) {
            Files.writeString(golden, written.toPrettyString() + "\n");
        }
        assertThat(golden)
                .as("no golden file yet: run the test once with -Dremotegpu.golden.write=true and commit the file")
                .exists();
        assertThat(written)
                .as("a released version never changes; make a new one")
                .isEqualTo(JSON.readTree(Files.readString(golden)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsTheGoldenJson(Message message) throws IOException {
        assertThat(read(MessageCodec.wireName(message), Files.readString(golden(message))))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void passesOverFieldsItDoesNotKnow(Message message) throws IOException {
        String grown = Files.readString(golden(message)).replaceFirst("\\{", "{\"from_the_future\": {\"deep\": [1]},");

        assertThat(read(MessageCodec.wireName(message), grown)).isEqualTo(message);
    }

    @Test
    void hasOneSampleAndOneGoldenFileForEveryWireType() throws IOException {
        List<String> types = List.copyOf(MessageTypes.all().keySet());

        assertThat(Samples.all().stream().map(MessageCodec::wireName)).containsExactlyInAnyOrderElementsOf(types);
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(types.stream(), MessageTypes.earlier().keySet().stream())
                                    .map(type -> type + ".json")
                                    .toList());
        }
    }

    @Test
    void readsEarlierVersionsAsTheLatest() throws IOException {
        assertThat(MessageTypes.earlier()).isNotEmpty();
        for (String name : MessageTypes.earlier().keySet()) {
            assertThat(read(name, Files.readString(GOLDEN.resolve(name + ".json"))))
                    .isInstanceOf(MessageTypes.earlier().get(name));
        }
        assertThat(read(
                        "workspace.workspace-member-added.v1",
                        "{\"workspace_id\":3,\"customer_id\":7,\"role\":\"owner\"}"))
                .isEqualTo(new WorkspaceMemberAdded(Samples.WORKSPACE, Samples.CUSTOMER, "owner", null));
    }

    /** Workloads are stored by the scheduler and by agents, so what was written before a field existed must be readable. */
    @Test
    void readsARequestWithoutTheFieldsThatCameLater() throws IOException {
        ObjectNode json =
                (ObjectNode) JSON.readTree(Files.readString(GOLDEN.resolve("workspace.env-requested.v1.json")));
        json.remove(List.of("scheduling", "snapshot_id"));
        ((ObjectNode) json.get("workload"))
                .remove(List.of(
                        "datasets",
                        "files",
                        "process",
                        "stop_grace_seconds",
                        "entrypoint",
                        "disk",
                        "host_selector",
                        "pids"));
        ((ObjectNode) json.get("workload").get("probe")).remove("content_type");
        ((ObjectNode) json.get("workload").get("gpu")).remove(List.of("share", "mig_profile"));

        var request = (EnvironmentEvent.EnvRequested) read("workspace.env-requested.v1", json.toString());

        assertThat(request.scheduling()).isEqualTo(Scheduling.ORDINARY);
        assertThat(request.snapshotId()).isNull();
        assertThat(request.workload().datasets()).isEmpty();
        assertThat(request.workload().files()).isEmpty();
        assertThat(request.workload().process()).isNull();
        assertThat(request.workload().gpu().share()).isNull();
        assertThat(request.workload().disk()).isNull();
        assertThat(request.workload().pids()).isNull();
        assertThat(request.workload().hostSelector()).isEqualTo(HostSelector.ANY);
    }

    /** Messages end up in logs. */
    @Test
    void printsNoSecretOfAWorkload() {
        assertThat(Samples.all())
                .allSatisfy(message -> assertThat(message.toString()).doesNotContain("srid: 4326", "RUST_LOG=info"));
    }

    @Test
    void givesATypeItDoesNotKnowAsItCame() {
        Message message = MessageCodec.fromJson(Topics.NODE, "gpu-01", "node.host-painted.v1", "{\"colour\":\"red\"}");

        assertThat(message)
                .isEqualTo(new UnknownEvent(Topics.NODE, "gpu-01", "node.host-painted.v1", "{\"colour\":\"red\"}"));
        assertThat(MessageCodec.toJson(message)).isEqualTo("{\"colour\":\"red\"}");
        assertThat(MessageCodec.wireName(message)).isEqualTo("node.host-painted.v1");
    }

    @Test
    void saysWhatDoesNotFitAKnownType() {
        assertThatThrownBy(() -> read("identity.ssh-key-removed.v1", "{\"customer_id\": -1, \"key_id\": 2}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a identity.ssh-key-removed.v1");
    }

    private static Message read(String type, String json) {
        return MessageCodec.fromJson("topic", "key", type, json);
    }

    private static Path golden(Message message) {
        return GOLDEN.resolve(MessageCodec.wireName(message) + ".json");
    }
}
