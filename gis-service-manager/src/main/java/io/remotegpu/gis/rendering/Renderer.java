package io.remotegpu.gis.rendering;

import io.remotegpu.web.FieldError;
import java.util.List;

/** Knows the configuration files of one kind of software. */
public interface Renderer {
    /** As descriptors name it. */
    String name();

    /**
     * What no schema can say: how fields depend on each other. Empty if all is well.
     *
     * @throws io.remotegpu.contracts.error.PlatformException CONFIGURATION_INCOMPLETE for one that is right as far as it goes, but cannot run
     */
    default List<FieldError> check(Configuration configuration) {
        return List.of();
    }

    /** What the configuration asks for and will not get on this platform; it runs without. Empty if it gets all. */
    default List<FieldError> warnings(Configuration configuration, InstanceFacts instance) {
        return List.of();
    }

    /** Looks at nothing but its argument. */
    Rendered render(RenderRequest request);
}
