package io.remotegpu.workspace.templates;

import io.remotegpu.web.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the parameters of a template make sense together and each for itself. */
final class TemplateCheck {
    private TemplateCheck() {}

    /** @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED, naming every parameter that is wrong */
    static void require(List<TemplateParameter> parameters) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> fields = new HashSet<>();
        for (int i = 0; i < parameters.size(); i++) {
            TemplateParameter parameter = parameters.get(i);
            String path = "parameters[" + i + "].";
            if (!names.add(parameter.name())) {
                errors.add(new FieldError(path + "name", "must be unique"));
            }
            if (!fields.add(parameter.field())) {
                errors.add(new FieldError(path + "field", "is set by another parameter already"));
            }
            check(parameter, path, errors);
        }
        if (!errors.isEmpty()) {
            throw FieldError.refuse(errors);
        }
    }

    private static void check(TemplateParameter parameter, String path, List<FieldError> errors) {
        boolean bounded = parameter.min() != null || parameter.max() != null;
        if (bounded && !parameter.isNumber()) {
            errors.add(
                    new FieldError(path + "min", "and max are for numbers, and " + parameter.field() + " is a text"));
        }
        if (parameter.min() != null
                && parameter.max() != null
                && parameter.min().compareTo(parameter.max()) > 0) {
            errors.add(new FieldError(path + "max", "must not be less than min"));
        }
        if (parameter.fallback() != null) {
            ParameterValues.problem(parameter, parameter.fallback())
                    .ifPresent(reason -> errors.add(new FieldError(path + "default", reason)));
        }
    }
}
