package io.remotegpu.agent.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What each flag is worth where it is not given: {@code --host-id} that of {@code REMOTEGPU_AGENT_HOST_ID}, else that of {@code host-id} in the
 * configuration file, else what the flag's own description says. What is empty counts as not given.
 */
public final class Settings implements IDefaultValueProvider {
    private static final String VARIABLE = "REMOTEGPU_AGENT_";
    private static final String FILE_FLAG = "--config";

    private final Map<String, String> environment;
    private final @Nullable Path file;
    private final Map<String, String> values;

    private Settings(Map<String, String> environment, @Nullable Path file, Map<String, String> values) {
        this.environment = environment;
        this.file = file;
        this.values = values;
    }

    /**
     * Reads the file that {@code --config} or its variable names; none is read unasked.
     *
     * @param agent its flags are the keys that the file may have
     * @throws IllegalArgumentException for a file that cannot be used, saying what to change
     */
    public static Settings of(CommandSpec agent, List<String> arguments, Map<String, String> environment) {
        Path file = file(arguments, environment);
        return new Settings(environment, file, file == null ? Map.of() : SettingsFile.read(file, keys(agent)));
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String set = set(environment, key(option));
        return set == null ? values.get(key(option)) : set;
    }

    /** Where the value comes from that was refused, to be said with the refusal; empty if it was given as a flag. */
    public String origin(ParameterException refused, List<String> arguments) {
        if (!(refused.getArgSpec() instanceof OptionSpec option)
                || arguments.stream().anyMatch(given -> given.split("=", 2)[0].equals(option.longestName()))) {
            return "";
        }
        if (set(environment, key(option)) != null) {
            return " (by " + variable(key(option)) + ")";
        }
        return values.containsKey(key(option)) ? " (in " + file + ")" : "";
    }

    private static @Nullable Path file(List<String> arguments, Map<String, String> environment) {
        CommandSpec alone = CommandSpec.create()
                .addOption(OptionSpec.builder(FILE_FLAG).type(Path.class).build());
        alone.parser().unmatchedArgumentsAllowed(true);
        Path flag = new CommandLine(alone)
                .parseArgs(arguments.toArray(String[]::new))
                .matchedOptionValue(FILE_FLAG, null);
        String set = set(environment, FILE_FLAG.substring(2));
        return flag != null || set == null ? flag : Path.of(set);
    }

    private static Set<String> keys(CommandSpec agent) {
        Set<String> keys = new TreeSet<>();
        for (OptionSpec option : agent.options()) {
            if (!option.usageHelp()
                    && !option.versionHelp()
                    && !option.longestName().equals(FILE_FLAG)) {
                keys.add(key(option));
            }
        }
        return keys;
    }

    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    private static @Nullable String set(Map<String, String> environment, String key) {
        String value = environment.get(variable(key));
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static String variable(String key) {
        return VARIABLE + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
