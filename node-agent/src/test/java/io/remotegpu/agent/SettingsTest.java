package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.agent.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Flags before environment before file before what the agent takes by itself. */
class SettingsTest {
    private static final Path NO_FILE = Path.of("");

    @TempDir
    Path folder;

    @Command(name = "agent")
    static final class Options {
        @Mixin
        AgentOptions options = new AgentOptions();
    }

    @Test
    void whatNobodySetIsWhatTheFlagSays() {
        AgentOptions options = parsed(NO_FILE, Map.of());

        assertThat(options.ports).isEqualTo("20000-20999");
        assertThat(options.hostId).isNull();
        assertThat(options.labels).isEmpty();
        assertThat(options.allowProcess).isFalse();
        assertThat(options.cluster.namespace).isEqualTo("remotegpu");
    }

    @Test
    void aFileSetsEveryKindOfFlag() throws IOException {
        AgentOptions options = parsed(file("""
                        # comments and blank lines are passed over

                        host-id = gpu-7
                        heartbeat-interval = PT2S
                        simulate-gpus: 3
                        runtime = process
                        allow-process = true
                        label = room=7, rack=B
                        kubernetes-namespace = gpus
                        name =
                        """), Map.of());

        assertThat(options.hostId).isEqualTo("gpu-7");
        assertThat(options.heartbeatInterval).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.simulateGpus).isEqualTo(3);
        assertThat(options.runtime).isEqualTo(AgentOptions.RuntimeKind.process);
        assertThat(options.allowProcess).isTrue();
        assertThat(options.labels).containsOnly(Map.entry("room", "7"), Map.entry("rack", "B"));
        assertThat(options.cluster.namespace).isEqualTo("gpus");
        assertThat(options.name).isNull();
    }

    @Test
    void theEnvironmentGoesBeforeTheFileUnlessItIsEmpty() throws IOException {
        Path file = file("host-id = of-the-file\naddress = file.example\nlabel = room=7\n");

        AgentOptions options = parsed(
                file,
                Map.of(
                        "REMOTEGPU_AGENT_HOST_ID", "of-the-environment",
                        "REMOTEGPU_AGENT_ADDRESS", " ",
                        "REMOTEGPU_AGENT_LABEL", "room=8"));

        assertThat(options.hostId).isEqualTo("of-the-environment");
        assertThat(options.address).isEqualTo("file.example");
        assertThat(options.labels).containsOnly(Map.entry("room", "8"));
    }

    @Test
    void aFlagGoesBeforeBoth() throws IOException {
        Path file = file("host-id = of-the-file\nallow-process = true\n");
        Map<String, String> environment = Map.of("REMOTEGPU_AGENT_HOST_ID", "of-the-environment");

        AgentOptions options = parsed(file, environment, "--host-id", "of-the-flag", "--allow-process=false");

        assertThat(options.hostId).isEqualTo("of-the-flag");
        assertThat(options.allowProcess).isFalse();
        assertThat(parsed(file, Map.of(), "--allow-process").allowProcess).isTrue();
        assertThat(parsed(NO_FILE, Map.of(), "--allow-process").allowProcess).isTrue();
    }

    @Test
    void theVariableNamesAFileToo() throws IOException {
        Path file = file("host-id = gpu-7\n");

        assertThat(parsed(NO_FILE, Map.of("REMOTEGPU_AGENT_CONFIG", file.toString())).hostId)
                .isEqualTo("gpu-7");
    }

    @Test
    void whatNobodyKnowsIsRefusedWithWhatWasProbablyMeant() {
        assertRefused("adress = gpu-7.lab\n", "adress", "did you mean address?");
        assertRefused("host_id = gpu-7\n", "host_id", "did you mean host-id?");
        assertRefused("heartbeat = PT5S\n", "did you mean heartbeat-interval?");
        assertRefused("config = /etc/another\n", "config");
        assertRefused("help = true\n", "help");
        assertRefused("token = secret\n", "did you mean token-file?");
    }

    @Test
    void aFileThatCannotBeUsedIsRefused() {
        assertRefused("host-id = a\nhost-id = b\n", "host-id is given twice");
        assertRefused("name = \\u00zz\n", "Malformed", "agent.properties");
        assertThatThrownBy(() ->
                        settings(List.of("--config", folder.resolve("nowhere").toString()), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("--config");
    }

    @Test
    void aRefusedValueIsToldWithItsOrigin() throws IOException {
        List<String> arguments = List.of("--config=" + file("simulate-gpus = many\n"));
        Map<String, String> environment = Map.of("REMOTEGPU_AGENT_SIMULATE_MEMORY", "much");

        assertThat(origin(arguments, Map.of())).endsWith("(in " + folder.resolve("agent.properties") + ")");
        assertThat(origin(List.of(), environment)).isEqualTo(" (by REMOTEGPU_AGENT_SIMULATE_MEMORY)");
        assertThat(origin(List.of("--simulate-gpus=few"), Map.of())).isEmpty();
    }

    private String origin(List<String> arguments, Map<String, String> environment) {
        Settings settings = settings(arguments, environment);
        try {
            new CommandLine(new Options())
                    .setDefaultValueProvider(settings)
                    .parseArgs(arguments.toArray(String[]::new));
            throw new AssertionError("it was taken");
        } catch (CommandLine.ParameterException refused) {
            return settings.origin(refused, arguments);
        }
    }

    private void assertRefused(String text, String... words) {
        assertThatThrownBy(() -> settings(List.of("--config", file(text).toString()), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(words);
    }

    private AgentOptions parsed(Path file, Map<String, String> environment, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(flags));
        if (!file.equals(NO_FILE)) {
            arguments.add("--config=" + file);
        }
        Options parsed = new Options();
        new CommandLine(parsed)
                .setDefaultValueProvider(settings(arguments, environment))
                .parseArgs(arguments.toArray(String[]::new));
        return parsed.options;
    }

    private static Settings settings(List<String> arguments, Map<String, String> environment) {
        return Settings.of(new CommandLine(new Options()).getCommandSpec(), arguments, environment);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("agent.properties"), text);
    }
}
