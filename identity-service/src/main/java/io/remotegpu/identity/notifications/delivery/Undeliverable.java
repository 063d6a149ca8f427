package io.remotegpu.identity.notifications.delivery;

/** It did not arrive; says whether it may later. */
final class Undeliverable extends Exception {
    private final boolean forGood;

    private Undeliverable(String message, boolean forGood) {
        super(message);
        this.forGood = forGood;
    }

    static Undeliverable forNow(String why) {
        return new Undeliverable(why, false);
    }

    static Undeliverable forGood(String why) {
        return new Undeliverable(why, true);
    }

    boolean isForGood() {
        return forGood;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
