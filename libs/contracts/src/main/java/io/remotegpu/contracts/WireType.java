package io.remotegpu.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name a message has on the wire, {@code <owner>.<name>.v<n>}: written by hand, so that a renamed class stays readable. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WireType {
    String value();

    /** Released names that read as this record: earlier versions, which lack only fields that may be missing here. They are never sent again. */
    String[] reads() default {};
}
