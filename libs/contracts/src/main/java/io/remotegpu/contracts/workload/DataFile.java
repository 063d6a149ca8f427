package io.remotegpu.contracts.workload;

/**
 * @param path where it appears, below the place of all of them: relative, at most two folders deep, in names of letters, digits, dots, dashes and
 *     underscores
 * @param size bytes
 * @param sha256 of its bytes, 64 hexadecimal digits in lower case
 */
public record DataFile(String path, long size, String sha256) {}
