package io.remotegpu.agent.runtime;

/**
 * How far an image has come.
 *
 * @param layers that are pulled or were, as far as they are known
 * @param bytes that arrived, of {@code totalBytes} that are known so far
 */
public record PullProgress(int layers, int layersDone, long bytes, long totalBytes) {}
