package io.remotegpu.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    private static final Path DECISIONS = Sources.folder("docs/adr");

    @Test
    void everyModuleSaysWhatItDoes() {
        assertThat(Sources.modules())
                .as("modules with a README.md")
                .isNotEmpty()
                .allMatch(module -> Files.isRegularFile(module.resolve("README.md")));
    }

    @Test
    void everyDecisionIsListedOnce() {
        List<String> decisions = Sources.documents().stream()
                .filter(file -> file.startsWith(DECISIONS))
                .map(file -> DECISIONS.relativize(file).toString())
                .filter(name -> !name.equals("README.md"))
                .toList();

        assertThat(Link.in(DECISIONS.resolve("README.md")))
                .extracting(Link::address)
                .as("decisions in the list of docs/adr/README.md, in their order")
                .isNotEmpty()
                .containsExactlyElementsOf(decisions);
    }

    @Test
    void everyLinkBetweenDocumentsLeadsSomewhere() {
        List<String> dead = Sources.documents().stream()
                .flatMap(file -> Link.in(file).stream())
                .filter(link -> link.staysInside() && !link.leadsSomewhere())
                .map(Link::toString)
                .toList();

        assertThat(dead).as("links to files or headings that are not there").isEmpty();
    }
}
