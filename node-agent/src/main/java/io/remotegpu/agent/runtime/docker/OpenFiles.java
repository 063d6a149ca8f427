package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.model.Ulimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that one process in a container may have open: the agent looks at those of some, and the kernel keeps them all. */
final class OpenFiles {
    static final long MOST = 65_536;
    static final List<Ulimit> OF_THIS_MACHINE = limits(Path.of("/proc/self/limits"));

    private static final String UNLIMITED = "unlimited";

    private OpenFiles() {}

    /** None where no more are allowed to anybody anyway: an engine that may not raise its own limit would start nothing. */
    static List<Ulimit> limits(Path ofThisProcess) {
        Pattern hard = Pattern.compile("Max open files\\s+\\S+\\s+(\\d{1,18}|" + UNLIMITED + ")\\s.*");
        try (Stream<String> lines = Files.lines(ofThisProcess)) {
            boolean mayHaveMore = lines.map(hard::matcher)
                    .filter(Matcher::matches)
                    .map(line -> line.group(1))
                    .anyMatch(most -> most.equals(UNLIMITED) || Long.parseLong(most) >= MOST);
            return mayHaveMore ? List.of(new Ulimit("nofile", MOST, MOST)) : List.of();
        } catch (IOException noLinux) {
            return List.of();
        }
    }
}
