package io.remotegpu.agent.runtime;

/** What can be seen of containers from outside. */
public record Sight(ContainerLogs logs, Usage usage) {}
