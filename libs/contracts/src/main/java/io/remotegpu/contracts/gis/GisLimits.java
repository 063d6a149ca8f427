package io.remotegpu.contracts.gis;

/**
 * @param concurrentRequests how many requests may be under way at once
 * @param requestsPerSecond in all, 0 for no limit
 * @param bodyBytes the largest request body
 */
public record GisLimits(int concurrentRequests, int requestsPerSecond, long bodyBytes) {}
