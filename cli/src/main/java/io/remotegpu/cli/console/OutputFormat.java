package io.remotegpu.cli.console;

/** For people, or for programs. */
public enum OutputFormat {
    TABLE,
    JSON
}
