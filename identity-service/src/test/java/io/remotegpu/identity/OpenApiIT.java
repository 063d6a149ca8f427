package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.testing.api.ApiContract;
import io.remotegpu.testing.api.ApiPage;
import io.remotegpu.testing.api.OpenApiDocument;
import io.remotegpu.testing.api.OpenApiOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@IdentityTest
class OpenApiIT {
    private static final Path PAGE = Path.of("../docs/api/identity.md");
    private static final ApiContract CONTRACT = ApiContract.read(Path.of("../docs/api/contract.md"));

    @LocalServerPort
    private int port;

    @Test
    void answersAsItsPageSays() throws IOException {
        String now = ApiPage.of("identity-service", document(), PAGE);

        assertThat(Files.readString(PAGE)).isEqualTo(now);
    }

    @Test
    void keepsTheContract() {
        Map<String, String> promised = CONTRACT.operations("identity-service");

        assertThat(promised).hasSizeGreaterThan(30);
        assertThat(ApiContract.operations(document())).isEqualTo(promised);
    }

    @Test
    void knowsTheErrorsOfTheContractAndNoOther() {
        assertThat(Arrays.stream(ErrorCode.values())
                        .map(code -> List.of(
                                Integer.toString(code.number()), code.wireName(), Integer.toString(code.httpStatus()))))
                .containsExactlyInAnyOrderElementsOf(CONTRACT.errors());
    }

    @Test
    void marksWhatIsOpenWhatIsForAdministratorsAndWhatEnds() {
        assertThat(document().operations())
                .extracting(OpenApiOperation::name, OpenApiOperation::access, OpenApiOperation::sunset)
                .contains(
                        tuple("POST /api/v1/users/login", "anybody", ""),
                        tuple("POST /api/v1/user/login", "anybody", "2027-12-31"),
                        tuple("GET /api/v1/user/info", "login", "2027-12-31"),
                        tuple("GET /api/v1/users/me", "login", ""),
                        tuple("GET /api/v1/users/{id}", "login", ""),
                        tuple("PUT /api/v1/admin/users/{id}/status", "admin", ""));
        assertThat(document().operations()).allSatisfy(operation -> assertThat(operation.isDeprecated())
                .as(operation.name())
                .isEqualTo(!operation.sunset().isEmpty()));
    }

    private OpenApiDocument document() {
        return OpenApiDocument.of(new Person(port, "reader")
                .get("/v3/api-docs")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    void saysWhatEachOperationDoesAndWhatItIsAbout() {
        List<String> silent = new ArrayList<>();
        JsonNode paths =
                Person.json(new Person(port, "reader").get("/v3/api-docs"), 200).path("paths");
        paths.properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            String tag = operation.getValue().path("tags").path(0).asString("");
            if (!operation.getValue().hasNonNull("summary") || tag.endsWith("-controller")) {
                silent.add(operation.getKey() + " " + path.getKey());
            }
        }));
        assertThat(paths.propertyNames()).contains("/api/v1/users/login", "/api/v1/users/me/ssh-keys");
        assertThat(silent).isEmpty();
    }
}
