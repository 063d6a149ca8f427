package io.remotegpu.web.security;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Says of every operation in the OpenAPI page who may call it: anybody, whoever is logged in (which is not marked), or administrators. */
final class AccessMarks implements OpenApiCustomizer {
    private static final String ROLE = "x-required-role";

    private final PublicPaths open;

    AccessMarks(PublicPaths open) {
        this.open = open;
    }

    @Override
    public void customise(OpenAPI page) {
        if (page.getPaths() != null) {
            page.getPaths().forEach(this::mark);
        }
    }

    private void mark(String path, PathItem item) {
        item.readOperationsMap().forEach((method, operation) -> mark(operation, method.name(), path));
    }

    private void mark(Operation operation, String method, String path) {
        if (open.covers(method, path)) {
            operation.security(List.of());
        } else if (ResourceServerAutoConfiguration.isForAdministrators(path)) {
            operation.addExtension(ROLE, "admin");
        }
    }
}
