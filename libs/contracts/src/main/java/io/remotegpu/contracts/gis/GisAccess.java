package io.remotegpu.contracts.gis;

import java.util.List;

/** How an instance is reached. The first of {@code rules} that fits a request counts; a request that none fits is answered 404. */
public record GisAccess(PathMode pathMode, List<GisPathRule> rules) {
    public enum PathMode {
        /** The instance serves below {@code /s/{instance_key}} itself: the path is passed on as it is. */
        PREFIX_NATIVE,
        /** The instance serves at its root: the prefix is taken away. */
        REWRITE,
        /** The instance serves at its root and was told its public address: the prefix is taken away and nothing else said. */
        PUBLIC_URL
    }
}
