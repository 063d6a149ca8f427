package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import java.util.List;

/** The answer of placement, with what it was decided on. */
public sealed interface Placed {
    Decision decision();

    /** It fits there, on exactly these GPUs (UUIDs). {@code explanation} is for a person. */
    record Plan(HostId hostId, List<String> gpus, String explanation, Decision decision) implements Placed {}

    /** It fits nowhere now. {@code reason} is for a person and names what is short. */
    record Refusal(String reason, Decision decision) implements Placed {}
}
