package io.remotegpu.agent.files;

import org.jspecify.annotations.Nullable;

/** Who is to read the files of a workload, and nobody else. */
public sealed interface FileReader {
    /** A process of the agent's own user. */
    record Agent() implements FileReader {}

    /** A user inside a container, by number or name, null for the image's own. */
    record Inside(@Nullable String user) implements FileReader {}
}
