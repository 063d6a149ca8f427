package io.remotegpu.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a list lets its callers ask for. On a {@link PageQuery} parameter; anything else in the query is refused. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Listing {
    /** Columns to sort by; each is a field of the answer and a column of the SQL by the same name. */
    String[] sort() default {};

    /** Used when the caller does not say, such as {@code -created_at}. Without it, newest id first. */
    String defaultSort() default "";

    /** Names to filter by, beside the method's own {@code @RequestParam}s. */
    String[] filters() default {};

    /** The unique column that ends every order, so that pages never overlap. */
    String id() default "id";

    /** Whether {@code cursor} is served: the SQL uses {@link PageQuery#seek()} and the view hands out cursors. */
    boolean cursor() default false;
}
