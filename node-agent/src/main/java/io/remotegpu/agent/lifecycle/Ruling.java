package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.journal.Phase;
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
            case NodeCommand.HomeCommand home ->
                older || known.holdsGpus() ? FENCED : same ? homeAgain(known) : PROCEED;
        };
    }

    private static Ruling startAgain(WorkloadRecord known) {
        return switch (known.phase()) {
            case NEW, STARTING -> PROCEED;
            case RUNNING, EXITED, FAILED -> REPEAT;
            case STOPPING, STOPPED, REMOVED -> FENCED;
        };
    }

    /** Of all epochs that of a move is its own: what is stopped under it was settled, what is removed is on its way or was taken back. */
    private static Ruling homeAgain(WorkloadRecord known) {
        return known.phase() == Phase.STOPPED ? REPEAT : PROCEED;
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
