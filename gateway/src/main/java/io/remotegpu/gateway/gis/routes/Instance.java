package io.remotegpu.gateway.gis.routes;

import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.gis.GisAccess.PathMode;
import io.remotegpu.contracts.gis.GisEndpoint;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;

/** A route, ready to be asked. */
public final class Instance {
    private static final String PREFIX = "/s/";

    private final GisRoute route;
    private final List<CompiledRule> rules;

    Instance(GisRoute route) {
        this.route = route;
        this.rules = route.access().rules().stream().map(CompiledRule::new).toList();
    }

    public GisRoute route() {
        return route;
    }

    /** {@code /s/{instance_key}}. */
    public String publicPath() {
        return PREFIX + route.instanceKey();
    }

    /** The first rule for this method and path, which is relative to {@link #publicPath()}. */
    public Optional<CompiledRule> rule(String method, PathContainer path) {
        return rules.stream().filter(rule -> rule.fits(method, path)).findFirst();
    }

    /** Where it listens, while it may be called. */
    public Optional<GisEndpoint> endpoint() {
        return route.state() == GisRoute.State.RUNNING ? Optional.ofNullable(route.endpoint()) : Optional.empty();
    }

    /** Whether the instance sees the same path as the public does. */
    public boolean keepsPath() {
        return route.access().pathMode() == PathMode.PREFIX_NATIVE;
    }
}
