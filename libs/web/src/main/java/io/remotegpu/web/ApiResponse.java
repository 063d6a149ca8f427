package io.remotegpu.web;

import java.util.Map;

/**
 * The envelope of every successful answer.
 *
 * @param code 0, always
 * @param message {@code success}, always
 */
public record ApiResponse<T>(int code, String message, T data) {
    public static <T> ApiResponse<T> of(T data) {
        return new ApiResponse<>(0, "success", data);
    }

    /** Done, and there is nothing to tell. */
    public static ApiResponse<Map<String, Object>> empty() {
        return of(Map.of());
    }
}
