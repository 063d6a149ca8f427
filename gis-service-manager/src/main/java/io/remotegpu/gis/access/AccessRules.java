package io.remotegpu.gis.access;

import io.remotegpu.contracts.gis.GisAccess;
import io.remotegpu.contracts.gis.GisPathRule;
import io.remotegpu.contracts.gis.GisPathRule.Access;
import io.remotegpu.gis.descriptors.Descriptor;
import io.remotegpu.gis.descriptors.Descriptor.Capability;
import io.remotegpu.gis.descriptors.Descriptor.PathMode;
import java.util.List;
import java.util.stream.Stream;

/** What a descriptor says of paths, as the gateway reads it: nobody's first, then the owner's, then everything else as the visibility says. */
public final class AccessRules {
    private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> ASKING = List.of("GET", "HEAD", "OPTIONS", "POST");
    private static final List<String> ANY = List.of();
    private static final List<String> WRITE_OPERATIONS =
            List.of("Transaction", "LockFeature", "GetFeatureWithLock", "CreateStoredQuery", "DropStoredQuery");
    private static final int TILE_SECONDS = 30;
    private static final int OGC_SECONDS = 60;
    private static final int ADMIN_SECONDS = 300;

    private AccessRules() {}

    public static GisAccess of(Descriptor type) {
        return new GisAccess(
                mode(type.pathMode()),
                Stream.of(
                                rules(type.paths().internal(), Access.INTERNAL),
                                rules(type.paths().admin(), Access.ADMIN),
                                Stream.of(data(type)))
                        .flatMap(rules -> rules)
                        .toList());
    }

    private static GisPathRule data(Descriptor type) {
        return type.capabilities().contains(Capability.OGC)
                ? new GisPathRule("/**", Access.DATA, ASKING, WRITE_OPERATIONS, OGC_SECONDS)
                : new GisPathRule("/**", Access.DATA, READING, List.of(), TILE_SECONDS);
    }

    private static Stream<GisPathRule> rules(List<String> beginnings, Access access) {
        return beginnings.stream()
                .map(beginning -> new GisPathRule(pattern(beginning), access, ANY, List.of(), ADMIN_SECONDS));
    }

    // A beginning that ends inside a segment covers every segment that goes on from there: /rest also means /rest.html.
    private static String pattern(String beginning) {
        return beginning.endsWith("/") ? beginning + "**" : beginning + "*/**";
    }

    private static GisAccess.PathMode mode(PathMode mode) {
        return switch (mode) {
            case PREFIX_NATIVE -> GisAccess.PathMode.PREFIX_NATIVE;
            case PUBLIC_URL -> GisAccess.PathMode.PUBLIC_URL;
            case REWRITE -> GisAccess.PathMode.REWRITE;
        };
    }
}
