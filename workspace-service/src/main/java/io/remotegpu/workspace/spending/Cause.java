package io.remotegpu.workspace.spending;

import java.util.Locale;

/** Why nothing more may be spent. Each is lifted by itself. */
enum Cause {
    BALANCE,
    BUDGET;

    static Cause of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** As in messages and SQL: {@code balance}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String remedy() {
        return switch (this) {
            case BALANCE -> "add credit to the account";
            case BUDGET -> "raise the budget or wait for the next month";
        };
    }
}
