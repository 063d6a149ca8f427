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
    DELETE,
    /** Its home leaves for another host. */
    MOVE;

    /** @param departing whether it is to leave its host with its home */
    static NextMove of(Desired desired, boolean restartWanted, boolean departing, Phase phase) {
        return switch (phase) {
            case STARTING -> desired == Desired.RUNNING ? WAIT : ABORT;
            case STOPPING, DELETING, DELETED -> WAIT;
            case MOVING -> desired == Desired.DELETED ? ABORT : WAIT;
            case QUEUED ->
                switch (desired) {
                    case RUNNING -> departing ? MOVE : WAIT;
                    case STOPPED -> LEAVE_QUEUE;
                    case DELETED -> DELETE;
                };
            case STOPPED, FAILED ->
                switch (desired) {
                    case RUNNING -> departing ? MOVE : PROVISION;
                    case STOPPED -> departing ? MOVE : WAIT;
                    case DELETED -> DELETE;
                };
            case RUNNING, UNKNOWN ->
                switch (desired) {
                    case RUNNING -> restartWanted || departing ? STOP : WAIT;
                    case STOPPED -> STOP;
                    case DELETED -> DELETE;
                };
        };
    }
}
