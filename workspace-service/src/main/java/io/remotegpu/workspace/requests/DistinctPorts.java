package io.remotegpu.workspace.requests;

import io.remotegpu.workspace.requests.NewEnvironment.PortSpec;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** No port twice, and SSH at most once: there is one {@code ssh} in the answer. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DistinctPorts.Check.class)
@interface DistinctPorts {
    String message() default "must name each internal port once, and ssh (by tcp) at most once";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Check implements ConstraintValidator<DistinctPorts, @Nullable List<@Nullable PortSpec>> {
        @Override
        public boolean isValid(@Nullable List<@Nullable PortSpec> ports, ConstraintValidatorContext context) {
            Set<String> seen = new HashSet<>();
            int shells = 0;
            for (PortSpec port : ports == null ? List.<PortSpec>of() : ports) {
                if (port == null) {
                    continue; // its own constraint says so
                }
                boolean shell = "ssh".equals(port.serviceType());
                shells += shell ? 1 : 0;
                if (!seen.add(port.internalPort() + port.protocolOrTcp())
                        || shells > 1
                        || (shell && !port.protocolOrTcp().equals("tcp"))) {
                    return false;
                }
            }
            return true;
        }
    }
}
