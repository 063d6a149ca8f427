package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.contracts.NodeCommand;

/** What to do with a command, by epoch and phase alone. This is the fence: everything that stands between an old command and a GPU. */
enum Ruling {
    /** Carry it out. */
    PROCEED,
    /** It has been carried out: answer as before, touch nothing. */
    REPEAT,
    /** It is older than what has been carried out: refuse. */
    FENCED;

    static Ruling of(WorkloadRecord known, NodeCommand command) {
        boolean older = command.epoch() < known.epoch();
        boolean same = command.epoch() == known.epoch();
        return switch (command) {
            case NodeCommand.StartContainer start -> older ? FENCED : same ? startAgain(known) : PROCEED;
            case NodeCommand.StopContainer stop -> older || same && isOver(known) ? REPEAT : PROCEED;
            case NodeCommand.RemoveWorkload remove -> older ? FENCED : PROCEED;
            case NodeCommand.SetAuthorizedKeys keys -> older || isGone(known) ? FENCED : PROCEED;
            // looking is always safe, and the answer is true whatever the epoch
            case NodeCommand.VerifyGpus verify -> PROCEED;
            case NodeCommand.UpdateResources update -> older ? FENCED : PROCEED;
            case NodeCommand.TakeSnapshot take -> older ? FENCED : PROCEED;
            // taking back is always answered, whatever came since
            case NodeCommand.RestoreResources restore -> PROCEED;
            case NodeCommand.RemoveSnapshot remove -> PROCEED;
        };
    }

    private static Ruling startAgain(WorkloadRecord known) {
        return switch (known.phase()) {
            case NEW, STARTING -> PROCEED;
            case RUNNING, EXITED, FAILED -> REPEAT;
            case STOPPING, STOPPED, REMOVED -> FENCED;
        };
    }

    private static boolean isOver(WorkloadRecord known) {
        return switch (known.phase()) {
            case STOPPED, REMOVED -> true;
            case NEW, STARTING, RUNNING, STOPPING, EXITED, FAILED -> false;
        };
    }

    private static boolean isGone(WorkloadRecord known) {
        return switch (known.phase()) {
            case NEW, REMOVED -> true;
            case STARTING, RUNNING, STOPPING, STOPPED, EXITED, FAILED -> false;
        };
    }
}
