package io.remotegpu.agent;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips where the engine's own files cannot be read: it is on another machine, or the tests are not root's. */
final class RequiresRoot implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        String root =
                Shells.run("docker", "info", "--format", "{{.DockerRootDir}}").output();
        Path containers = Path.of(root, "containers");
        assumeTrue(Files.isReadable(containers), "the tests cannot read " + containers + ": run them as root");
    }
}
