package io.remotegpu.agent.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Which lines of a container.
 *
 * @param tail about how many of its last lines are wanted; without meaning if {@code after} is given or it is followed
 * @param after the position of a line: only later ones, null for all. A position that means nothing any more is none
 * @param follow also what it prints from now on
 */
public record LogRequest(
        String containerId, int tail, @Nullable String after, boolean follow) {}
