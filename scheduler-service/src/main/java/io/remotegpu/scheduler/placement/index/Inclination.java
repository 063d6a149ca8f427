package io.remotegpu.scheduler.placement.index;

/** What a request itself likes and dislikes: to be added to each host's cost, infinite to rule it out. */
public interface Inclination {
    Inclination NONE = position -> 0;

    float at(int position);
}
