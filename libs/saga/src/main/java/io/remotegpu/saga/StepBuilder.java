package io.remotegpu.saga;

import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.Event;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One row of a saga's table. */
public final class StepBuilder<D extends Record> {
    private static final Duration DEFAULT_WITHIN = Duration.ofMinutes(1);

    private final SagaBuilder<D> table;
    private final String name;
    private @Nullable Function<D, Instruction> request;
    private @Nullable Function<D, Instruction> undo;
    private Set<Class<? extends Event>> done = Set.of();
    private Set<Class<? extends Event>> failed = Set.of();
    private Set<Class<? extends Event>> undone = Set.of();
    private boolean insistent;
    private Duration within = DEFAULT_WITHIN;
    private Predicate<D> skipped = data -> false;

    StepBuilder(SagaBuilder<D> table, String name) {
        this.table = table;
        this.name = name;
    }

    /** Asks another part of the platform; it may refuse, and silence is a failure. */
    public StepBuilder<D> send(Function<D, Command> command) {
        this.request = data -> SagaBuilder.remote(command.apply(data));
        return this;
    }

    /** Asks our own service, which answers in the same transaction. */
    public StepBuilder<D> local(Function<D, LocalCommand> command) {
        this.request = data -> SagaBuilder.local(command.apply(data));
        return this;
    }

    /** Asks another part of the platform until it is done: silence only makes it ask again, and it cannot be aborted. */
    public StepBuilder<D> insist(Function<D, Command> command) {
        this.insistent = true;
        return send(command);
    }

    /** The facts that end the step well. */
    @SafeVarargs
    public final StepBuilder<D> done(Class<? extends Event>... facts) {
        this.done = Set.of(facts);
        return this;
    }

    /** The facts that say it cannot be done; such a step left nothing behind and is not undone itself. */
    @SafeVarargs
    public final StepBuilder<D> failed(Class<? extends Event>... facts) {
        this.failed = Set.of(facts);
        return this;
    }

    /** How long silence is bearable; after that the step counts as failed and is undone too. */
    public StepBuilder<D> within(Duration patience) {
        this.within = patience;
        return this;
    }

    /** Takes the step back; repeated until answered. The receiver accepts that the step never happened. */
    public StepBuilder<D> undo(Function<D, Command> command) {
        this.undo = data -> SagaBuilder.remote(command.apply(data));
        return this;
    }

    /** Takes the step back in our own service. */
    public StepBuilder<D> undoLocal(Function<D, LocalCommand> command) {
        this.undo = data -> SagaBuilder.local(command.apply(data));
        return this;
    }

    /** The facts that say it is taken back. */
    @SafeVarargs
    public final StepBuilder<D> undone(Class<? extends Event>... facts) {
        this.undone = Set.of(facts);
        return this;
    }

    /** Passes over the step, in both directions, when the data says that there is nothing to do. */
    public StepBuilder<D> unless(Predicate<D> pointless) {
        this.skipped = pointless;
        return this;
    }

    /** Ends this row and begins the next. */
    public StepBuilder<D> step(String nextName) {
        endRow();
        return table.step(nextName);
    }

    /** Ends the table. */
    public Saga<D> build() {
        endRow();
        return new Saga<>(table);
    }

    private void endRow() {
        if ((request != null && done.isEmpty()) || (undo != null && undone.isEmpty())) {
            throw new IllegalArgumentException("step " + name + " of saga " + table.name + " waits for no fact");
        }
        table.steps.add(new Step<>(
                name,
                request == null ? null : new Step.Request<>(request, done, failed),
                undo == null ? null : new Step.Request<>(undo, undone, Set.of()),
                insistent,
                within,
                skipped));
    }
}
