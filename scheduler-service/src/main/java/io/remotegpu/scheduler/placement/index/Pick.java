package io.remotegpu.scheduler.placement.index;

/**
 * Where a shape goes.
 *
 * @param gpus positions of the GPUs on the host, one for each GPU, share or instance
 * @param cost what the strategy says, with what the request itself likes and dislikes
 */
public record Pick(int position, Node node, Shape shape, int[] gpus, float cost) {}
