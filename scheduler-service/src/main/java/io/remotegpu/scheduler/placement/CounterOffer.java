package io.remotegpu.scheduler.placement;

/**
 * One change to a request with which it would start now.
 *
 * @param field what to change, as the public contract names it
 * @param value what to ask for instead
 * @param explanation for a person
 */
public record CounterOffer(String field, String value, String explanation) {}
