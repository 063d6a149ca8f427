package io.remotegpu.agent.runtime;

import io.remotegpu.agent.runtime.GpuAccess.Answer;
import java.util.List;
import java.util.Locale;

/**
 * What the two questions came to: {@code nvidia-smi -L}, and for images without it, to open the devices that every use of a GPU begins with. When the engine's
 * cgroup manager forgot a container's devices, the first fails to initialize NVML, the second is not permitted.
 */
public final class GpuAnswers {
    public static final List<String> LIST = List.of("nvidia-smi", "-L");
    public static final List<String> OPEN = List.of("sh", "-c", """
            for device in /dev/nvidiactl /dev/kfd; do
                [ -e "$device" ] || continue
                (exec 3<>"$device") || exit 1
                reached=yes
            done
            [ "$reached" = yes ] && echo reached
            """);

    private static final int NO_DEVICES = 6;
    private static final int MOST_WORDS = 200;
    /** The image or the toolkit brought no library: it never worked, and says nothing of the devices. */
    private static final List<String> NO_LIBRARY = List.of("library_not_found", "libnvidia-ml.so");

    private static final List<String> REFUSED = List.of(
            "failed to initialize nvml",
            "unable to determine the device handle",
            "no devices were found",
            "gpu is lost");

    private GpuAnswers() {}

    /** Whether the first question could not be asked, so that the second is worth while. */
    public static boolean isMissing(int exit, String output) {
        return (exit == 126 || exit == 127) || output.contains("executable file not found");
    }

    public static Answer toList(int exit, String output) {
        String words = output.toLowerCase(Locale.ROOT);
        if (NO_LIBRARY.stream().anyMatch(words::contains)) {
            return new Answer.Untold(first(output));
        }
        if (exit == NO_DEVICES || REFUSED.stream().anyMatch(words::contains)) {
            return new Answer.Denied(first(output));
        }
        boolean listed = exit == 0 && output.lines().anyMatch(line -> line.startsWith("GPU "));
        return listed ? new Answer.Granted() : new Answer.Untold("nvidia-smi -L ended with " + exit);
    }

    public static Answer toOpen(int exit, String output) {
        if (exit == 0 && output.strip().endsWith("reached")) {
            return new Answer.Granted();
        }
        return output.contains("Operation not permitted")
                ? new Answer.Denied(first(output))
                : new Answer.Untold("there is no nvidia-smi in it, and no device can be opened for another reason");
    }

    /** The line that tells; whoever owns the container may have written it. */
    private static String first(String output) {
        String line = output.lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("it said nothing");
        String plain = line.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= MOST_WORDS ? plain : plain.substring(0, MOST_WORDS) + "[…]";
    }
}
