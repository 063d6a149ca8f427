package io.remotegpu.gis;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.api.ApiPage;
import io.remotegpu.testing.api.OpenApiDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class OpenApiIT extends RunningGis {
    private static final Path PAGE = Path.of("../docs/api/gis.md");

    @Test
    void answersAsItsPageSays() throws IOException {
        String now = ApiPage.of("gis-service-manager", document(), PAGE);

        assertThat(Files.readString(PAGE)).isEqualTo(now);
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
