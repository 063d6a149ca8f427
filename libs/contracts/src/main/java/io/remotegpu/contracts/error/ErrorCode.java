package io.remotegpu.contracts.error;

import java.util.Locale;

/** Every error a caller can see. The number and the name never change; the category alone decides status, retry and dead letter. */
public enum ErrorCode {
    INTERNAL_ERROR(10001, 500, Category.INTERNAL),
    SERVICE_UNAVAILABLE(10002, 503, Category.EXTERNAL),
    RATE_LIMITED(10003, 429, Category.EXHAUSTED),
    NOT_AUTHENTICATED(20001, 401, Category.USER),
    TOKEN_EXPIRED(20002, 401, Category.USER),
    FORBIDDEN(20003, 403, Category.USER),
    BAD_CREDENTIALS(20004, 401, Category.USER),
    ACCOUNT_LOCKED(20005, 401, Category.USER),
    ACCOUNT_SUSPENDED(20006, 403, Category.USER),
    TOKEN_REUSED(20007, 401, Category.USER),
    VALIDATION_FAILED(30001, 400, Category.USER),
    MALFORMED_JSON(30002, 400, Category.USER),
    WEAK_PASSWORD(30003, 400, Category.USER),
    ENVIRONMENT_NOT_FOUND(40001, 404, Category.USER),
    ENVIRONMENT_STATE_CONFLICT(40002, 409, Category.CONFLICT),
    QUOTA_EXCEEDED(40003, 422, Category.USER),
    GPU_UNAVAILABLE(40004, 422, Category.EXHAUSTED),
    ALREADY_EXISTS(40005, 409, Category.USER),
    NOT_FOUND(40006, 404, Category.USER),
    INSUFFICIENT_BALANCE(40007, 422, Category.USER),
    PRECONDITION_FAILED(40008, 412, Category.CONFLICT),
    METHOD_NOT_ALLOWED(40009, 405, Category.USER),
    CONFIGURATION_INCOMPLETE(40010, 422, Category.USER),
    KUBERNETES_ERROR(50001, 502, Category.EXTERNAL),
    REGISTRY_ERROR(50002, 502, Category.EXTERNAL),
    CONTAINER_ENGINE_ERROR(50003, 502, Category.EXTERNAL);

    /** What to do about an error, whoever meets it. */
    public enum Category {
        /** The caller must change something: refuse, never retry. */
        USER,
        /** Someone else changed it meanwhile: read again, retry now. */
        CONFLICT,
        /** Nothing is free: retry later. */
        EXHAUSTED,
        /** A part we depend on failed: retry with back-off. */
        EXTERNAL,
        /** Our mistake: dead letter, alarm. */
        INTERNAL
    }

    private final int number;
    private final int httpStatus;
    private final Category category;

    ErrorCode(int number, int httpStatus, Category category) {
        this.number = number;
        this.httpStatus = httpStatus;
        this.category = category;
    }

    /** The {@code code} of the response envelope. */
    public int number() {
        return number;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public Category category() {
        return category;
    }

    /** The {@code error} of the response envelope, such as {@code quota_exceeded}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
