package io.remotegpu.workspace.environments;

import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The other spelling of every action: {@code PUT /environments/{id}/start} is {@code POST /environments/{id}/actions/start}, the same method. */
@Component
class EnvironmentActionPaths implements SmartInitializingSingleton {
    private final RequestMappingHandlerMapping mappings;

    EnvironmentActionPaths(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map.copyOf(mappings.getHandlerMethods()).forEach(this::spell);
    }

    private void spell(RequestMappingInfo info, HandlerMethod action) {
        if (action.getBeanType().equals(EnvironmentActionController.class)
                && info.getMethodsCondition().getMethods().equals(Set.of(RequestMethod.PUT))) {
            String[] paths = info.getPatternValues().stream()
                    .map(path -> path.replace("/{id}/", "/{id}/actions/"))
                    .toArray(String[]::new);
            RequestMappingInfo spelled = RequestMappingInfo.paths(paths)
                    .methods(RequestMethod.POST)
                    .options(mappings.getBuilderConfiguration())
                    .build();
            mappings.registerMapping(spelled, action.getBean(), action.getMethod());
        }
    }
}
