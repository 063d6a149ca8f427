package io.remotegpu.gis.rendering;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.remotegpu.gis.descriptors.ServiceType;
import io.remotegpu.web.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Renders any type by the renderer that its descriptor names. */
@Component
public class Rendering {
    private final Map<String, Renderer> renderers;

    public Rendering(List<Renderer> renderers) {
        this.renderers = renderers.stream().collect(toUnmodifiableMap(Renderer::name, each -> each));
    }

    /** What is wrong beyond the schema; see {@link Renderer#check}. */
    public List<FieldError> check(ServiceType type, Configuration configuration) {
        return rendererOf(type).check(configuration);
    }

    /** What it will not get here although it asks for it; see {@link Renderer#warnings}. */
    public List<FieldError> warnings(ServiceType type, Configuration configuration, InstanceFacts instance) {
        return rendererOf(type).warnings(configuration, instance);
    }

    /** Files, environment and arguments; a pure function of the request. */
    public Rendered render(RenderRequest request) {
        return rendererOf(request.type()).render(request);
    }

    private Renderer rendererOf(ServiceType type) {
        String name = type.descriptor().renderer();
        return Objects.requireNonNull(
                renderers.get(name), () -> "descriptor " + type.name() + " names no renderer that exists: " + name);
    }
}
