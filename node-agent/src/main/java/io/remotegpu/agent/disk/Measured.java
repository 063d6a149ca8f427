package io.remotegpu.agent.disk;

/** Bytes that a container keeps on disk. */
record Measured(long layer, long volumes) {
    long total() {
        return layer + volumes;
    }
}
