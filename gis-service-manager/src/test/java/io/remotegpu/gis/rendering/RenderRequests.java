package io.remotegpu.gis.rendering;

import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.descriptors.ServiceType;
import io.remotegpu.gis.descriptors.ServiceTypeProperties;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Configurations as a service has them, checked and complete, and what they are rendered with. */
public final class RenderRequests {
    public static final DescriptorCatalog CATALOG = new DescriptorCatalog(new ServiceTypeProperties(null, Map.of()));
    public static final Rendering RENDERING = new Rendering(
            List.of(new TemplateRenderer(), new MartinRenderer(), new GeoServerRenderer(), new MapServerRenderer()));
    static final InstanceFacts INSTANCE =
            new InstanceFacts("k7m2p9qx4w", URI.create("https://maps.example.org"), "extensions/geoserver");
    static final DatabaseConnection CONNECTION =
            new DatabaseConnection(7, "db.example.org", 5432, "city maps", "map'reader", "p@ss w0rd/$&\"<", "require");

    private RenderRequests() {}

    static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }

    /** With connection 7. */
    static RenderRequest request(String type, String configuration) {
        ServiceType known = CATALOG.require(type);
        ObjectNode complete = known.schema().withDefaults(json(configuration));
        return new RenderRequest(known, INSTANCE, new Configuration(complete), Map.of(7L, CONNECTION));
    }

    static Rendered render(String type, String configuration) {
        return RENDERING.render(request(type, configuration));
    }
}
