package io.remotegpu.web;

import io.remotegpu.contracts.error.ErrorCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.HttpStatus;

/**
 * What an operation answers, where its signature does not say it: the status of its success, and the refusals that are its own. Every operation
 * that reads parameters or a body may also answer 400, and one that names a resource in its path 404; those are described without being named here.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {
    /** The status of success; for a method that answers a {@code ResponseEntity}, whose status springdoc cannot see. */
    HttpStatus value() default HttpStatus.OK;

    /** Refusals beyond bad input, a missing resource and missing rights. */
    ErrorCode[] refuses() default {};
}
