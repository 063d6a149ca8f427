package io.remotegpu.workspace.templates;

import io.remotegpu.web.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the values given for a template's parameters make of a request. */
final class ParameterValues {
    private static final int LONGEST_TEXT = 4096;

    private ParameterValues() {}

    /**
     * The values to set, by field of the request.
     *
     * @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED, naming every parameter that is wrong
     */
    static Map<String, Object> resolve(List<TemplateParameter> parameters, Map<String, Object> given) {
        List<FieldError> errors = new ArrayList<>();
        unknown(parameters, given.keySet()).ifPresent(errors::add);
        Map<String, Object> values = new LinkedHashMap<>();
        for (TemplateParameter parameter : parameters) {
            Object value = given.getOrDefault(parameter.name(), parameter.fallback());
            problem(parameter, value).ifPresent(reason -> errors.add(error(parameter, reason)));
            if (value != null) {
                values.put(parameter.field(), stored(parameter, value));
            }
        }
        if (!errors.isEmpty()) {
            throw FieldError.refuse(errors);
        }
        return values;
    }

    /** What is wrong with a value, for whoever gives it; null was not given. */
    static Optional<String> problem(TemplateParameter parameter, @Nullable Object value) {
        if (value == null) {
            return parameter.isRequired() ? Optional.of("must be given") : Optional.empty();
        }
        List<String> choices = parameter.choices();
        if (choices != null && !choices.contains(String.valueOf(value))) {
            return Optional.of("must be one of " + String.join(", ", choices));
        }
        return parameter.isNumber() ? numberProblem(parameter, value) : textProblem(value);
    }

    private static Optional<String> numberProblem(TemplateParameter parameter, Object value) {
        if (!(value instanceof Number)) {
            return Optional.of("must be a number");
        }
        BigDecimal number = new BigDecimal(value.toString());
        if (parameter.isWhole() && !(value instanceof Integer)) {
            return Optional.of("must be a whole number");
        }
        BigDecimal min = parameter.min();
        BigDecimal max = parameter.max();
        boolean outside = (min != null && number.compareTo(min) < 0) || (max != null && number.compareTo(max) > 0);
        return outside
                ? Optional.of("must be " + (min == null ? "" : "at least " + min)
                        + (min == null || max == null ? "" : " and ") + (max == null ? "" : "at most " + max))
                : Optional.empty();
    }

    private static Optional<String> textProblem(Object value) {
        boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
        return scalar && value.toString().length() <= LONGEST_TEXT
                ? Optional.empty()
                : Optional.of("must be a text of at most " + LONGEST_TEXT + " characters");
    }

    private static Object stored(TemplateParameter parameter, Object value) {
        return parameter.isNumber() ? value : value.toString();
    }

    private static Optional<FieldError> unknown(List<TemplateParameter> parameters, Set<String> given) {
        Set<String> known =
                parameters.stream().map(TemplateParameter::name).collect(Collectors.toCollection(TreeSet::new));
        return given.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .map(name ->
                        new FieldError("parameters." + name, "is no parameter of the template; it knows " + known));
    }

    private static FieldError error(TemplateParameter parameter, String reason) {
        return new FieldError("parameters." + parameter.name(), reason);
    }
}
