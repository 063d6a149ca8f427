package io.remotegpu.scheduler.provisioning;

/** What brings a workload closer to where it is wanted. The whole policy of wishes is this one pure function. */
enum NextMove {
    /** It is where it should be, or the saga under way has to end first: its end asks again. */
    WAIT,
    PROVISION,
    /** The provisioning under way is no longer wanted. */
    ABORT,
    LEAVE_QUEUE,
    STOP,
    DELETE;

    static NextMove of(Desired desired, boolean restartWanted, Phase phase) {
        return switch (phase) {
            case STARTING -> desired == Desired.RUNNING ? WAIT : ABORT;
            case STOPPING, DELETING, DELETED -> WAIT;
            case QUEUED ->
                switch (desired) {
                    case RUNNING -> WAIT;
                    case STOPPED -> LEAVE_QUEUE;
                    case DELETED -> DELETE;
                };
            case STOPPED, FAILED ->
                switch (desired) {
                    case RUNNING -> PROVISION;
                    case STOPPED -> WAIT;
                    case DELETED -> DELETE;
                };
            case RUNNING, UNKNOWN ->
                switch (desired) {
                    case RUNNING -> restartWanted ? STOP : WAIT;
                    case STOPPED -> STOP;
                    case DELETED -> DELETE;
                };
        };
    }
}
