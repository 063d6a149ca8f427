package io.remotegpu.workspace.lifecycle;

/**
 * Where an environment stands.
 *
 * @param epoch of the newest lease heard of, 0 before the first
 * @param over whether that lease is known to have ended, or was asked to end: nothing can come alive under it any more
 */
public record Standing(Status status, long epoch, boolean over) {
    /** Before the scheduler said anything. */
    public static final Standing NEW = new Standing(Status.CREATING, 0, false);

    /** After a wish that is {@linkplain Wish#isAllowedIn allowed}. */
    public Standing after(Wish wish) {
        return new Standing(wish.meanwhile(), epoch, true);
    }

    Standing with(Status next) {
        return new Standing(next, epoch, over);
    }

    Standing under(long newest) {
        return newest > epoch ? new Standing(status, newest, false) : this;
    }

    Standing ended() {
        return new Standing(status, epoch, true);
    }
}
