package io.remotegpu.contracts.workload;

/**
 * A file that the host writes anew before each start and shows read-only inside. It may hold a secret: it is on the host's disk for as long as
 * the workload is, readable by the workload's user alone, and nobody logs or shows its content.
 *
 * @param path where it appears inside; absolute, without {@code ..}, in no volume of a parent that the workload writes to
 * @param content its text, UTF-8
 * @param mode octal, such as {@code 0400}; nobody may write to it
 */
public record WorkloadFile(String path, String content, String mode) {
    public static final String PRIVATE = "0400";

    /** One that only the workload's user reads. */
    public WorkloadFile(String path, String content) {
        this(path, content, PRIVATE);
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "WorkloadFile[path=%s, %d characters, mode=%s]".formatted(path, content.length(), mode);
    }
}
