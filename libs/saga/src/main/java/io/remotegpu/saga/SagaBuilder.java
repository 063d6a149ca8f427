package io.remotegpu.saga;

import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** The head of a saga's table; {@link #step} begins its rows. */
public final class SagaBuilder<D extends Record> {
    final String name;
    final int version;
    final Class<D> dataType;
    final List<Step<D>> steps = new ArrayList<>();
    BiFunction<D, Event, D> remembering = (data, event) -> data;
    BiPredicate<D, Event> concerning = (data, event) -> true;
    Duration resendAfter = Duration.ofSeconds(30);

    SagaBuilder(String name, int version, Class<D> dataType) {
        this.name = name;
        this.version = version;
        this.dataType = dataType;
    }

    /** How the data takes in a fact the saga waited for. */
    public SagaBuilder<D> remembering(BiFunction<D, Event, D> with) {
        this.remembering = with;
        return this;
    }

    /** Which facts are about this saga; others, such as those of an older epoch, are passed over. */
    public SagaBuilder<D> concerning(BiPredicate<D, Event> test) {
        this.concerning = test;
        return this;
    }

    /** How long an insistent step or an undo waits before it asks again; each repeat waits longer. */
    public SagaBuilder<D> resendingAfter(Duration pause) {
        this.resendAfter = pause;
        return this;
    }

    /** Begins the next row. Its name is stored with running sagas. */
    public StepBuilder<D> step(String stepName) {
        if (steps.stream().anyMatch(step -> step.name().equals(stepName))) {
            throw new IllegalArgumentException("saga " + name + " has two steps named " + stepName);
        }
        return new StepBuilder<>(this, stepName);
    }

    static Instruction remote(Command command) {
        return new Instruction.Send(command);
    }

    static Instruction local(LocalCommand command) {
        return new Instruction.CarryOut(command);
    }
}
