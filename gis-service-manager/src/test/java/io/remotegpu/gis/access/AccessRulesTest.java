package io.remotegpu.gis.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.gis.GisAccess;
import io.remotegpu.contracts.gis.GisPathRule;
import io.remotegpu.contracts.gis.GisPathRule.Access;
import io.remotegpu.gis.descriptors.Descriptor;
import io.remotegpu.gis.descriptors.Descriptor.Capability;
import io.remotegpu.gis.descriptors.Descriptor.PathMode;
import io.remotegpu.gis.descriptors.Descriptor.Paths;
import io.remotegpu.gis.descriptors.Descriptor.Readiness;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.json.JsonMapper;

class AccessRulesTest {
    private static final Paths GEOSERVER = new Paths(
            List.of("/geoserver/web", "/geoserver/rest", "/geoserver/j_spring_"),
            List.of("/geoserver/rest/about", "/_/"));

    @ParameterizedTest
    @CsvSource({
        "/geoserver/web, ADMIN",
        "/geoserver/web/wicket/page, ADMIN",
        "/geoserver/rest, ADMIN",
        "/geoserver/rest.html, ADMIN",
        "/geoserver/rest/layers, ADMIN",
        "/geoserver/j_spring_security_check, ADMIN",
        "/geoserver/rest/about/status, INTERNAL",
        "/_/metrics, INTERNAL",
        "/geoserver/wms, DATA",
        "/geoserver/topp/wfs, DATA",
        "/, DATA"
    })
    void keepsWhatIsTheOwnersAndNobodysBeforeWhatIsForReaders(String path, Access access) {
        assertThat(first(AccessRules.of(type(PathMode.PREFIX_NATIVE, Set.of(Capability.OGC))), path)
                        .access())
                .isEqualTo(access);
    }

    @Test
    void takesPostsOnlyWhereTheyAskOrChange() {
        GisPathRule ogc = first(AccessRules.of(type(PathMode.PREFIX_NATIVE, Set.of(Capability.OGC))), "/wfs");
        GisPathRule tiles = first(AccessRules.of(type(PathMode.PREFIX_NATIVE, Set.of(Capability.TILES))), "/a/0/0/0");

        assertThat(ogc.methods()).contains("POST");
        assertThat(ogc.writeOperations()).contains("Transaction", "LockFeature");
        assertThat(tiles.methods()).containsExactly("GET", "HEAD", "OPTIONS");
    }

    @ParameterizedTest
    @CsvSource({"PREFIX_NATIVE, PREFIX_NATIVE", "PUBLIC_URL, PUBLIC_URL", "REWRITE, REWRITE"})
    void saysHowTheSoftwareSeesThePath(PathMode mode, GisAccess.PathMode told) {
        assertThat(AccessRules.of(type(mode, Set.of())).pathMode()).isEqualTo(told);
    }

    private static GisPathRule first(GisAccess access, String path) {
        return access.rules().stream()
                .filter(rule ->
                        PathPatternParser.defaultInstance.parse(rule.pattern()).matches(PathContainer.parsePath(path)))
                .findFirst()
                .orElseThrow();
    }

    private static Descriptor type(PathMode mode, Set<Capability> capabilities) {
        return new Descriptor(
                "some",
                "Some",
                "some server",
                "1",
                List.of(),
                80,
                new Readiness("/", 200, "text/plain", 1, 1),
                mode,
                List.of(),
                null,
                null,
                true,
                1,
                capabilities,
                GEOSERVER,
                null,
                "template",
                List.of(),
                Map.of(),
                List.of(),
                null,
                JsonMapper.shared().createObjectNode());
    }
}
