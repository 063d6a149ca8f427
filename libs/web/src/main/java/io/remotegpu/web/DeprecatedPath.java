package io.remotegpu.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The path still answers, and says on every answer until when: {@code X-API-Deprecated} and {@code X-API-Sunset}. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface DeprecatedPath {
    /** The first day without it, such as {@code 2027-06-30}. */
    String sunset();
}
