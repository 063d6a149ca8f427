package io.remotegpu.workspace.requests;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The home is part of what an environment takes of its host's disk. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = RoomForItsHome.Check.class)
@interface RoomForItsHome {
    String message() default "has no room for its home";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Check implements ConstraintValidator<RoomForItsHome, NewEnvironment> {
        @Override
        public boolean isValid(NewEnvironment wanted, ConstraintValidatorContext context) {
            Integer disk = wanted.disk();
            if (disk == null || disk >= wanted.storageOrDefault()) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(
                            "must be at least storage, which is " + wanted.storageOrDefault() + " MiB")
                    .addPropertyNode("disk")
                    .addConstraintViolation();
            return false;
        }
    }
}
