package io.remotegpu.saga.runtime;

import io.remotegpu.contracts.Event;
import io.remotegpu.saga.LocalCommand;

/** Carries out one family of commands inside the saga's transaction. It refuses with a fact; an exception rolls everything back. */
public interface LocalCommandHandler<C extends LocalCommand> {
    Class<C> handles();

    /** Does it and says what happened. An undo accepts that there is nothing to undo. */
    Event carryOut(C command);
}
