package io.remotegpu.gateway.gis.routes;

import io.remotegpu.contracts.gis.GisPathRule;
import io.remotegpu.contracts.gis.GisPathRule.Access;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** A rule of a route whose pattern was read once. */
public final class CompiledRule {
    private final GisPathRule rule;
    private final PathPattern pattern;

    CompiledRule(GisPathRule rule) {
        this.rule = rule;
        this.pattern = PathPatternParser.defaultInstance.parse(rule.pattern());
    }

    boolean fits(String method, PathContainer path) {
        return (rule.methods().isEmpty() || rule.methods().contains(method)) && pattern.matches(path);
    }

    public Access access() {
        return rule.access();
    }

    public List<String> writeOperations() {
        return rule.writeOperations();
    }

    public int timeoutSeconds() {
        return rule.timeoutSeconds();
    }
}
