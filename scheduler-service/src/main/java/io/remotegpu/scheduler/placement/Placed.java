package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import java.util.List;

/** The answer of placement. */
public sealed interface Placed {
    /** It fits there, on exactly these GPUs (UUIDs). {@code explanation} is for a person. */
    record Plan(HostId hostId, List<String> gpus, String explanation) implements Placed {}

    /** It fits nowhere now. {@code reason} is for a person and names what is short. */
    record Refusal(String reason) implements Placed {}
}
