package io.remotegpu.workspace.requests;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables that cannot widen what was granted: GPUs, the loader and the platform's own names are not theirs to set. They travel
 * in messages, so all names and values together are bounded too.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = HarmlessVariables.Check.class)
public @interface HarmlessVariables {
    String message() default "holds a variable that may not be set";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reports the first offending variable of the map, by name. */
    final class Check implements ConstraintValidator<HarmlessVariables, @Nullable Map<String, String>> {
        private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
        private static final Set<String> RESERVED =
                Set.of("CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "LD_PRELOAD");
        private static final int LONGEST_VALUE = 32_768;
        private static final long LARGEST = 64 * 1024;

        @Override
        public boolean isValid(@Nullable Map<String, String> variables, ConstraintValidatorContext context) {
            if (variables == null) {
                return true;
            }
            Optional<String> problem = variables.entrySet().stream()
                    .flatMap(variable -> problem(variable.getKey(), variable.getValue()).stream())
                    .findFirst()
                    .or(() -> tooMuch(variables));
            problem.ifPresent(reason -> {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(reason).addConstraintViolation();
            });
            return problem.isEmpty();
        }

        private static Optional<String> tooMuch(Map<String, String> variables) {
            long bytes = variables.entrySet().stream()
                    .mapToLong(variable -> bytes(variable.getKey()) + bytes(variable.getValue()))
                    .sum();
            return bytes <= LARGEST
                    ? Optional.empty()
                    : Optional.of("must hold at most " + LARGEST + " bytes of names and values in total, not " + bytes);
        }

        private static long bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        private static Optional<String> problem(String name, @Nullable String value) {
            if (!NAME.matcher(name).matches()) {
                return Optional.of("must hold names of letters, digits and underscores, not beginning with a digit");
            }
            if (name.startsWith("NVIDIA_") || name.startsWith("REMOTEGPU_") || RESERVED.contains(name)) {
                return Optional.of("must not set " + name + ": the platform sets it");
            }
            if (value == null || value.length() > LONGEST_VALUE || value.indexOf('\0') >= 0) {
                return Optional.of("must give " + name + " a value of at most " + LONGEST_VALUE + " characters");
            }
            return Optional.empty();
        }
    }
}
