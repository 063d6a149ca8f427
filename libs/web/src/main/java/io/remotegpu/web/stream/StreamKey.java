package io.remotegpu.web.stream;

/**
 * Who is woken together.
 *
 * @param stream what is told, such as {@code notifications}
 * @param owner whom it concerns, such as a customer's or an environment's id
 */
public record StreamKey(String stream, String owner) {}
