package io.remotegpu.agent.sessions;

/**
 * A process as the host sees it.
 *
 * @param name of its program, at most 15 characters
 * @param title its command line as it shows it, arguments parted by blanks
 * @param startTicks hundredths of a second since the host was started
 */
public record HostProcess(long pid, String name, String title, long startTicks) {}
