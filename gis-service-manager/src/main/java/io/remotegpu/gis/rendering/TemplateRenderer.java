package io.remotegpu.gis.rendering;

import io.remotegpu.gis.descriptors.Descriptor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * For types that are data alone: files, arguments and variables stand in the descriptor with placeholders. They may name {@code config.…},
 * {@code connection.…} (of the configuration's {@code connection_id}), {@code path}, {@code url}, {@code origin}, {@code key} and {@code port}.
 */
@Component
class TemplateRenderer implements Renderer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CONNECTION = "connection_id";

    @Override
    public String name() {
        return "template";
    }

    @Override
    public Rendered render(RenderRequest request) {
        Descriptor descriptor = request.type().descriptor();
        Placeholders values = new Placeholders(model(request));
        Draft draft = new Draft(request)
                .argv(descriptor.argv().stream().map(values::inArgument).toList());
        descriptor.env().forEach((name, value) -> draft.env(name, values.inArgument(value)));
        descriptor.files().forEach(file -> draft.file(file.path(), values.inFile(file.content()), RenderedFile.SECRET));
        return draft.done();
    }

    private static ObjectNode model(RenderRequest request) {
        ObjectNode model = JSON.createObjectNode();
        model.set("config", request.configuration().content());
        model.put("key", request.instance().key());
        model.put("path", request.instance().path());
        model.put("url", request.instance().url());
        model.put("origin", request.instance().publicBase().toString());
        model.put("port", request.type().descriptor().containerPort());
        if (request.configuration().content().has(CONNECTION)) {
            model.set(
                    "connection",
                    connection(request.connection(request.configuration().id("/" + CONNECTION))));
        }
        return model;
    }

    private static ObjectNode connection(DatabaseConnection connection) {
        return JSON.createObjectNode()
                .put("uri", connection.uri())
                .put("host", connection.host())
                .put("port", connection.port())
                .put("database", connection.database())
                .put("username", connection.username());
    }
}
