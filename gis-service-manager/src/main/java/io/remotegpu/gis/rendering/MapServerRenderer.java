package io.remotegpu.gis.rendering;

import io.remotegpu.web.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Map files, one for each map: made of names and numbers alone, since a map file may open any file and run any plug-in. */
@Component
class MapServerRenderer implements Renderer {
    private static final String FOLDER = "/etc/mapserver/maps/";

    @Override
    public String name() {
        return "mapserver";
    }

    @Override
    public List<FieldError> check(Configuration configuration) {
        List<FieldError> errors = new ArrayList<>();
        for (Map.Entry<String, Configuration> map : configuration.named("/maps")) {
            String field = "config_data.maps." + map.getKey();
            Set<String> names = new HashSet<>();
            map.getValue().parts("/layers").stream()
                    .map(layer -> layer.text("/name"))
                    .filter(layer -> layer.equals(map.getKey()) || !names.add(layer))
                    .forEach(layer -> errors.add(new FieldError(
                            field + ".layers",
                            "must have names of their own; " + layer + " is that of another or of the map")));
            if (!MapFile.isExtent(map.getValue())) {
                errors.add(new FieldError(field + ".extent", "must be least x, least y, greatest x, greatest y"));
            }
        }
        return errors;
    }

    @Override
    public Rendered render(RenderRequest request) {
        Configuration configuration = request.configuration();
        Draft draft = new Draft(request)
                .env("PUBLIC_PATH", request.instance().path())
                .env("MAPSERVER_PROCESSES", configuration.number("/processes"));
        configuration
                .named("/maps")
                .forEach(map -> draft.file(
                        FOLDER + map.getKey() + ".map",
                        new MapFile(map.getKey(), map.getValue(), request).text(),
                        RenderedFile.SECRET));
        return draft.done();
    }
}
