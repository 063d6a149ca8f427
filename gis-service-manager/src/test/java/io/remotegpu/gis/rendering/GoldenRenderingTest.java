package io.remotegpu.gis.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.gis.descriptors.ServiceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What each type renders, as files to be read and compared: {@code <name>.json} is the type and a configuration, {@code <name>.txt} what becomes of it.
 * {@code -Dremotegpu.golden.write=true} writes the latter anew.
 */
class GoldenRenderingTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/rendering");

    static Stream<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void rendersWhatItAlwaysDid(String example) throws IOException {
        JsonNode given = JsonMapper.shared().readTree(Files.readString(FOLDER.resolve(example + ".json")));
        RenderRequest request = RenderRequests.request(
                given.path("type").asString(), given.path("config_data").toString());
        Path golden = FOLDER.resolve(example + ".txt");
        String rendered = Shown.of(RenderRequests.RENDERING.render(request));
        if (Boolean.getBoolean("remotegpu.golden.write")) {
            Files.writeString(golden, rendered);
        }

        assertThat(request.type()
                        .schema()
                        .check(RenderRequests.json(given.path("config_data").toString())))
                .isEmpty();
        assertThat(RenderRequests.RENDERING.check(request.type(), request.configuration()))
                .isEmpty();
        assertThat(rendered).isEqualTo(Files.readString(golden));
    }

    @Test
    void everyTypeThatIsShippedHasAnExample() throws IOException {
        assertThat(RenderRequests.CATALOG.types().stream().map(ServiceType::name))
                .allSatisfy(type -> assertThat(examples()).anyMatch(example -> example.startsWith(type)));
    }
}
