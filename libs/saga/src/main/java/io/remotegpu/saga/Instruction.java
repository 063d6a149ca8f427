package io.remotegpu.saga;

import io.remotegpu.contracts.Command;

/** What a decision wants done. Its answer comes back as a fact. */
public sealed interface Instruction {
    /** Send it to another part of the platform. */
    record Send(Command command) implements Instruction {}

    /** Carry it out here, in the same transaction. */
    record CarryOut(LocalCommand command) implements Instruction {}
}
