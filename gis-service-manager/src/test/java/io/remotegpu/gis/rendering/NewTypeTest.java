package io.remotegpu.gis.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.descriptors.ServiceType;
import io.remotegpu.gis.descriptors.ServiceTypeProperties;
import io.remotegpu.web.FieldError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A type that nobody has heard of before is one file. */
class NewTypeTest {
    private static final String DESCRIPTOR = """
            type: mapproxy
            title: MapProxy
            summary: a cache in front of other servers
            default_version: "3.1"
            versions:
              - {version: "3.1", image: "example.org/mapproxy:3.1"}
            container_port: 8080
            readiness: {path: "{{path}}/", status: 200, content_type: text/html, interval_seconds: 1, attempts: 10}
            path_mode: rewrite
            read_only_root: true
            stop_grace_seconds: 5
            paths: {admin: [], internal: []}
            renderer: template
            argv: [--prefix, "{{path}}"]
            env: {CACHE_MB: "{{config.cache_mb}}"}
            files:
              - path: /etc/mapproxy/mapproxy.json
                content: '{"title": {{config.title}}, "url": {{url}}}'
            configuration:
              required: [title]
              properties:
                resources:
                  properties:
                    memory_mb: {minimum: 128, maximum: 2048, default: 256}
                    storage_mb: {minimum: 64, maximum: 1024, default: 64}
                title: {type: string, maxLength: 50}
                cache_mb: {type: integer, minimum: 1, maximum: 512, default: 64}
            """;

    @Test
    void isCheckedAndRenderedWithoutAnyCode(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("mapproxy.yaml"), DESCRIPTOR);
        ServiceType type =
                new DescriptorCatalog(new ServiceTypeProperties(folder.toString(), Map.of())).require("mapproxy");
        ObjectNode complete = type.schema().withDefaults(RenderRequests.json("{\"title\":\"Say \\\"hello\\\"\"}"));
        Rendered rendered = RenderRequests.RENDERING.render(
                new RenderRequest(type, RenderRequests.INSTANCE, new Configuration(complete), Map.of()));

        assertThat(type.schema().check(complete)).isEmpty();
        assertThat(type.schema().check(RenderRequests.json("{\"title\":\"$HOME\",\"cache_mb\":0,\"other\":1}")))
                .extracting(FieldError::field)
                .contains("config_data.title", "config_data.cache_mb", "config_data.other");
        assertThat(rendered.argv()).containsExactly("--prefix", "/s/k7m2p9qx4w");
        assertThat(rendered.env()).containsEntry("CACHE_MB", "64");
        assertThat(rendered.files().getFirst().content())
                .isEqualTo("{\"title\": \"Say \\\"hello\\\"\", \"url\": \"https://maps.example.org/s/k7m2p9qx4w\"}");
        assertThat(rendered.readiness().path()).isEqualTo("/s/k7m2p9qx4w/");
    }

    @Test
    void takesTheImagesThatTheOperatorNames() {
        DescriptorCatalog catalog = new DescriptorCatalog(
                new ServiceTypeProperties(null, Map.of("martin:1.14.0", "registry.example.org/martin@sha256:0")));

        assertThat(catalog.require("martin")
                        .descriptor()
                        .version("1.14.0")
                        .orElseThrow()
                        .image())
                .isEqualTo("registry.example.org/martin@sha256:0");
    }
}
