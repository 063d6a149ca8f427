package io.remotegpu.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.List;

/** What the rules are about. A new service is added here. */
final class Platform {
    static final String BASE = "io.remotegpu.";
    /** Deployables, by base package. */
    static final List<String> SERVICES =
            List.of("identity", "workspace", "scheduler", "billing", "gis", "gateway", "config", "agent", "cli");

    /** What services may share. */
    static final List<String> LIBRARIES = List.of("contracts", "messaging", "saga", "revocations", "web");

    /** What stands around services to run, test and measure them. No part of the product needs it. */
    static final List<String> SURROUNDINGS = List.of("standalone", "testing", "system", "benchmarks");

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.remotegpu");

    private Platform() {}

    static String tree(String name) {
        return BASE + name + "..";
    }

    static String[] trees(Collection<String> names) {
        return names.stream().map(Platform::tree).toArray(String[]::new);
    }
}
