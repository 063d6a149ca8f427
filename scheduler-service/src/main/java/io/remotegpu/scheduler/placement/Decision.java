package io.remotegpu.scheduler.placement;

import java.util.List;

/**
 * What a decision was made on.
 *
 * @param strategy its name
 * @param candidates the best of the hosts that fit, best first
 * @param fitting how many hosts fit
 * @param refusals the others, by what they lack
 * @param microseconds how long it took
 */
public record Decision(
        String strategy, List<Candidate> candidates, int fitting, List<Refused> refusals, long microseconds) {

    /** @param score what the strategy says, smaller is better; comparable within one decision only */
    public record Candidate(String host, double score) {}

    /**
     * @param lacking the first constraint that keeps them away
     * @param hosts how many
     * @param examples some of their names
     */
    public record Refused(String lacking, int hosts, List<String> examples) {}
}
