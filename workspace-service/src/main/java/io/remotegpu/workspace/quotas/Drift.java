package io.remotegpu.workspace.quotas;

/**
 * Books that do not agree with what exists.
 *
 * @param holder customer or workspace
 * @param kept what the books say is used
 * @param actual what the rows that count add up to
 */
record Drift(String holder, long id, Resources kept, Resources actual) {}
