package io.remotegpu.workspace.conditions;

import java.time.Instant;

/**
 * What the timeline tells of a condition.
 *
 * @param begun when it last told a beginning, long ago if never
 * @param isOver whether it told after that that it is over
 */
record Told(Instant begun, boolean isOver) {
    /** How the timeline calls the end of a condition of this kind. */
    static String over(String kind) {
        return kind + "_over";
    }
}
