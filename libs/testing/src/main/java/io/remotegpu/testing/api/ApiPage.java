package io.remotegpu.testing.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The page in {@code docs/api} that lists a service's operations with what they answer. A change of the contract therefore shows in a review as a change
 * of the page.
 */
public final class ApiPage {
    private static final String REWRITE = "remotegpu.docs.write";

    private ApiPage() {}

    /** The page as the service describes itself now; if the system property {@code remotegpu.docs.write} is true it is also written there. */
    public static String of(String service, OpenApiDocument document, Path page) {
        String text = text(service, document);
        if (Boolean.getBoolean(REWRITE)) {
            write(page, text);
        }
        return text;
    }

    private static String text(String service, OpenApiDocument document) {
        return """
                # %1$s

                Written by a test from the service's OpenAPI document; do not edit. To write it anew:
                `mvn -pl %1$s -am verify -Dit.test=OpenApiIT -Dremotegpu.docs.write=true -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false`

                What holds for every operation (envelope, errors, lists, headers) is in [README.md](README.md).

                | method | path | for | success | may refuse with | what it does |
                |---|---|---|---|---|---|
                """.formatted(service)
                + document.operations().stream().map(ApiPage::row).collect(Collectors.joining());
    }

    private static String row(OpenApiOperation operation) {
        return "| %s | `%s` | %s | %s | %s | %s%s |%n"
                .formatted(
                        operation.method(),
                        operation.path(),
                        operation.access(),
                        String.join(" ", operation.successes()),
                        String.join("; ", operation.refusals()),
                        operation.isDeprecated() ? "deprecated until " + operation.sunset() + ": " : "",
                        operation.summary().replace("|", "\\|"))
                .replace(System.lineSeparator(), "\n");
    }

    private static void write(Path page, String text) {
        try {
            Files.createDirectories(page.toAbsolutePath().getParent());
            Files.writeString(page, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
