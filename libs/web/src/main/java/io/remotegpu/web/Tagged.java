package io.remotegpu.web;

/**
 * A view whose answers carry a strong {@code ETag}, made of the very content: equal tags mean equal answers, whoever made them. What the
 * caller may send back as {@code If-Match} is checked by {@link Precondition}.
 */
public interface Tagged {}
