package io.remotegpu.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PackagesTest {
    private static final Pattern DOCUMENTED = Pattern.compile("(?s)\\A/\\*\\*.*\\*/\\s*@NullMarked\\s+package .*");

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        List<String> silent = Sources.main().stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !isDocumented(folder.resolve("package-info.java")))
                .map(Sources::name)
                .toList();

        assertThat(silent)
                .as("packages without a documented, @NullMarked package-info.java")
                .isEmpty();
    }

    @Test
    void nobodyKeepsWhatStandaloneCouldNotRun() {
        List<String> shared =
                List.of("application.yml", "application.yaml", "application.properties", "schema.sql", "data.sql");

        assertThat(Sources.resources())
                .as("names that collide when all services share one class path")
                .noneMatch(file -> shared.contains(file.getFileName().toString()))
                .noneMatch(file -> file.toString().contains("/db/migration/"));
    }

    private static boolean isDocumented(Path packageInfo) {
        return Files.exists(packageInfo)
                && DOCUMENTED.matcher(Sources.read(packageInfo)).matches();
    }
}
