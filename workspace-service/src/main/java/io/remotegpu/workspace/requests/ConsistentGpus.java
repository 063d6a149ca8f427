package io.remotegpu.workspace.requests;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Whole GPUs, slices of hardware or a share of one: not two of them at once. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ConsistentGpus.Check.class)
@interface ConsistentGpus {
    String message() default "asks for GPUs in two ways at once";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Check implements ConstraintValidator<ConsistentGpus, NewEnvironment> {
        @Override
        public boolean isValid(NewEnvironment wanted, ConstraintValidatorContext context) {
            GpuSpec spec = wanted.gpuSpec();
            Integer gpu = wanted.gpu();
            if (spec == null) {
                return true;
            }
            if (spec.share() != null && spec.migProfile() != null) {
                return refuse(context, "migProfile", "cannot be combined with share; choose one");
            }
            if (spec.share() != null && gpu != null && gpu > 0) {
                return refuse(context, "share", "is a share of one GPU and cannot be combined with gpu; leave gpu out");
            }
            return spec.migProfile() == null
                    || gpu == null
                    || gpu > 0
                    || refuse(context, "migProfile", "needs gpu of at least 1");
        }

        private static boolean refuse(ConstraintValidatorContext context, String field, @Nullable String reason) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(reason)
                    .addPropertyNode("gpuSpec")
                    .addPropertyNode(field)
                    .addConstraintViolation();
            return false;
        }
    }
}
