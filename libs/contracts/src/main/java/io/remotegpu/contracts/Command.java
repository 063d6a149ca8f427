package io.remotegpu.contracts;

/** A request to one receiver, which answers with a fact: done, or refused and why. */
public sealed interface Command extends Message permits NodeCommand, HostCommand {}
