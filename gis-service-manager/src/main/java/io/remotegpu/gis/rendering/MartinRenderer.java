package io.remotegpu.gis.rendering;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Martin's {@code config.yaml}. Cache and pools are sized by the limits of the instance: Martin's own defaults exceed a small one, and twenty connections
 * of each instance would exhaust a database.
 */
@Component
class MartinRenderer implements Renderer {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();
    private static final String CONFIG = "/etc/martin/config.yaml";
    private static final List<String> FILE_SOURCES = List.of("pmtiles", "mbtiles", "geojson");

    @Override
    public String name() {
        return "martin";
    }

    @Override
    public List<FieldError> check(Configuration configuration) {
        if (MartinSources.of(configuration).isEmpty()) {
            throw new PlatformException(
                    ErrorCode.CONFIGURATION_INCOMPLETE,
                    "Martin does not start without a source: give postgres a connection, or name files in "
                            + FILE_SOURCES,
                    Map.of("reason", "no_sources"));
        }
        int half = configuration.memoryMb() / 2;
        return configuration.optionalNumber("/cache_mb").orElse(0) <= half
                ? MartinSources.clashes(configuration)
                : List.of(new FieldError("config_data.cache_mb", "must be at most " + half + ", half of memory_mb"));
    }

    @Override
    public Rendered render(RenderRequest request) {
        return new Draft(request)
                .argv(List.of("--config", CONFIG))
                .env("RUST_LOG", request.configuration().text("/log_level"))
                .env("RUST_LOG_FORMAT", "json")
                .file(CONFIG, YAML.writeValueAsString(document(request)), RenderedFile.SECRET)
                .done();
    }

    private static Map<String, Object> document(RenderRequest request) {
        Configuration configuration = request.configuration();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "listen_addresses", "0.0.0.0:" + request.type().descriptor().containerPort());
        document.put("route_prefix", request.instance().path());
        document.put("worker_processes", workers(configuration));
        document.put("keep_alive", configuration.number("/keep_alive_seconds"));
        document.put("preferred_encoding", configuration.text("/preferred_encoding"));
        document.put("cache_control", configuration.text("/cache_control"));
        document.put("on_invalid", configuration.text("/on_invalid"));
        if (configuration.flag("/web_ui")) {
            document.put("web_ui", "enable-for-all"); // off by itself, and unknown to builds without it
        }
        document.put("cors", cors(configuration));
        document.put("cache", cache(configuration));
        document.put("observability", labels(request.instance().key()));
        MartinSources.write(request, document);
        return document;
    }

    private static Map<String, Object> labels(String instanceKey) {
        return Map.of("metrics", Map.of("add_labels", Map.of("instance", instanceKey)));
    }

    private static int workers(Configuration configuration) {
        int cores = (int) Math.ceil(configuration.cpu());
        return configuration.optionalNumber("/workers").orElse(Math.max(1, cores));
    }

    private static Map<String, Object> cache(Configuration configuration) {
        Map<String, Object> cache = new LinkedHashMap<>();
        cache.put("size_mb", configuration.optionalNumber("/cache_mb").orElse(configuration.memoryMb() / 4));
        configuration.optionalText("/cache_expiry").ifPresent(expiry -> cache.put("expiry", expiry));
        return cache;
    }

    private static Object cors(Configuration configuration) {
        if (!configuration.flag("/cors/enabled")) {
            return false;
        }
        Map<String, Object> cors = new LinkedHashMap<>();
        cors.put("origin", configuration.texts("/cors/origins"));
        cors.put("max_age", configuration.number("/cors/max_age"));
        return cors;
    }
}
