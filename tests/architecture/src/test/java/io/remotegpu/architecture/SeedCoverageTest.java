package io.remotegpu.architecture;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/seed-coverage.md to the code: what it says in prose stays with its readers. */
class SeedCoverageTest {
    private static final List<String> CHAPTERS = List.of(
            "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.1", "2.2", "2.3", "2.4", "3.2", "5.1", "5.2", "6.1", "6.2",
            "6.3", "6.4", "GIS 2.1", "GIS 2.2", "GIS 3.1", "GIS 3.2", "GIS 4.1", "GIS 4.3", "GIS 5.2", "GIS 6",
            "GIS 7.1", "GIS 7.2", "GIS 7.3");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /** A type, perhaps with one of its methods. */
    private static final Pattern TYPE = Pattern.compile("([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:\\.([a-z]\\w*))?");

    private static final Pattern MIGRATION = Pattern.compile("V\\d+__\\w+\\.sql");

    private static final List<List<String>> ROWS = rows();
    private static final Map<String, List<Path>> TYPES = Sources.all().stream()
            .collect(groupingBy(file -> file.getFileName().toString().replaceFirst("\\.java$", "")));

    @Test
    void everyPointHasAPlaceAndATest() {
        assertThat(ROWS)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).hasSize(3).noneMatch(String::isBlank));
        assertThat(CHAPTERS).allSatisfy(chapter -> assertThat(ROWS)
                .anyMatch(row -> row.getFirst().startsWith(chapter)));
    }

    @Test
    void everyTypeAndMethodThatItNamesExists() {
        List<String> missing = named().map(TYPE::matcher)
                .filter(Matcher::matches)
                .filter(name -> !exists(name.group(1), name.group(2)))
                .map(Matcher::group)
                .distinct()
                .toList();

        assertThat(missing)
                .as("types and methods of docs/seed-coverage.md that no source file has")
                .isEmpty();
    }

    @Test
    void everyMigrationThatItNamesExists() {
        List<String> migrations = Sources.resources().stream()
                .map(file -> file.getFileName().toString())
                .toList();

        assertThat(named().filter(MIGRATION.asMatchPredicate()))
                .as("migrations of docs/seed-coverage.md")
                .isNotEmpty()
                .isSubsetOf(migrations);
    }

    private static boolean exists(String type, String method) {
        return TYPES.getOrDefault(type, List.of()).stream()
                .anyMatch(file -> method == null || Sources.read(file).contains(" " + method + "("));
    }

    /** What stands in code type in the second and third columns. */
    private static Stream<String> named() {
        return ROWS.stream()
                .flatMap(row -> row.stream().skip(1))
                .flatMap(cell -> CODE.matcher(cell).results())
                .map(code -> code.group(1));
    }

    private static List<List<String>> rows() {
        return Sources.read(Sources.folder("docs/seed-coverage.md"))
                .lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("|---") && !line.startsWith("| seed point"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
