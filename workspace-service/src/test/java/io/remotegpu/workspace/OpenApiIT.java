package io.remotegpu.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.api.ApiContract;
import io.remotegpu.testing.api.ApiPage;
import io.remotegpu.testing.api.OpenApiDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class OpenApiIT extends RunningService {
    private static final Path PAGE = Path.of("../docs/api/workspace.md");

    @Test
    void answersAsItsPageSays() throws IOException {
        String now = ApiPage.of("workspace-service", document(), PAGE);

        assertThat(Files.readString(PAGE)).isEqualTo(now);
    }

    @Test
    void keepsTheContract() {
        Map<String, String> promised =
                ApiContract.read(Path.of("../docs/api/contract.md")).operations("workspace-service");

        assertThat(promised).hasSizeGreaterThan(50);
        assertThat(ApiContract.operations(document())).isEqualTo(promised);
    }

    @Test
    void saysWhatEachOperationDoes() {
        assertThat(document().operations()).isNotEmpty().allSatisfy(operation -> assertThat(operation.summary())
                .as(operation.name())
                .isNotBlank());
    }

    private OpenApiDocument document() {
        return OpenApiDocument.of(RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/v3/api-docs")
                .retrieve()
                .body(String.class));
    }
}
