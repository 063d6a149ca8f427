package io.remotegpu.agent.journal;

import io.remotegpu.contracts.NodeCommand;
import org.jspecify.annotations.Nullable;

/** A command that was taken from Kafka and not answered yet. {@code traceparent} travels on into the answer. */
public record AcceptedCommand(NodeCommand command, @Nullable String traceparent) {}
