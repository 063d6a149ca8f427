package io.remotegpu.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the repository, tests included, as text. */
final class Sources {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private Sources() {}

    static List<Path> all() {
        return files(".java");
    }

    static List<Path> main() {
        return all().stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .toList();
    }

    /** Names of the types that the main files declare. */
    static List<String> mainTypes() {
        return main().stream()
                .map(file -> name(file).replaceFirst(".*src/main/java/", "").replaceFirst("\\.java$", ""))
                .filter(file -> !file.endsWith("package-info"))
                .map(file -> file.replace('/', '.'))
                .toList();
    }

    static List<Path> documents() {
        return files(".md");
    }

    /** Folders of the modules, without the one that holds them all. */
    static List<Path> modules() {
        return files("/pom.xml").stream()
                .map(Path::getParent)
                .filter(folder -> !folder.equals(ROOT))
                .toList();
    }

    static Path folder(String name) {
        return ROOT.resolve(name);
    }

    static List<Path> resources() {
        return files("").stream()
                .filter(file -> file.toString().contains("/src/main/resources/"))
                .toList();
    }

    private static List<Path> files(String ending) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !ROOT.relativize(file)
                            .toString()
                            .matches("(.*/)?(target|node_modules|\\.git|\\.remotegpu)/.*"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot list the sources under " + ROOT, failure);
        }
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }
}
