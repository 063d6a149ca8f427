package io.remotegpu.saga.testing;

import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.Event;
import io.remotegpu.saga.Decision;
import io.remotegpu.saga.Failure;
import io.remotegpu.saga.Input;
import io.remotegpu.saga.Instruction;
import io.remotegpu.saga.LocalCommand;
import io.remotegpu.saga.Progress;
import io.remotegpu.saga.Progress.State;
import io.remotegpu.saga.Saga;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One saga's story: {@code given(SAGA, data).sends(a).when(b).sends(c).silence().isCompensating()}. Every {@code sends} expects exactly that
 * one instruction from the last thing that happened.
 */
public final class SagaScenario<D extends Record> {
    private final Saga<D> saga;
    private Decision<D> last;

    private SagaScenario(Saga<D> saga, D data) {
        this.saga = saga;
        this.last = Decision.decide(saga, Progress.fresh(saga, data), new Input.Started());
    }

    /** A saga that has just begun. */
    public static <D extends Record> SagaScenario<D> given(Saga<D> saga, D data) {
        return new SagaScenario<>(saga, data);
    }

    /** A fact arrives. */
    public SagaScenario<D> when(Event fact) {
        return happens(new Input.Fact(fact));
    }

    /** The answer does not come in time. */
    public SagaScenario<D> silence() {
        return happens(new Input.DeadlinePassed());
    }

    /** Nobody wants it any more. */
    public SagaScenario<D> aborted(String reason) {
        return happens(new Input.Abort(reason));
    }

    /** The fact arrives, perhaps again or too late, and changes nothing at all. */
    public SagaScenario<D> ignores(Event fact) {
        Progress<D> before = last.progress();
        happens(new Input.Fact(fact));
        sendsNothing();
        return expect("progress after " + fact, before, last.progress());
    }

    public SagaScenario<D> sends(Command command) {
        return expect("instructions", List.of(new Instruction.Send(command)), last.instructions());
    }

    public SagaScenario<D> sends(LocalCommand command) {
        return expect("instructions", List.of(new Instruction.CarryOut(command)), last.instructions());
    }

    public SagaScenario<D> sendsNothing() {
        return expect("instructions", List.of(), last.instructions());
    }

    public SagaScenario<D> isRunning() {
        return expect("state", State.RUNNING, last.progress().state());
    }

    public SagaScenario<D> isCompensating() {
        return expect("state", State.COMPENSATING, last.progress().state());
    }

    public SagaScenario<D> isCompleted() {
        return expect("state", State.COMPLETED, last.progress().state());
    }

    public SagaScenario<D> isCompensated() {
        return expect("state", State.COMPENSATED, last.progress().state());
    }

    /** It turned round for this reason. */
    public SagaScenario<D> becauseOf(Failure.Kind kind) {
        Failure failure = last.progress().failure();
        return expect("failure", kind, failure == null ? null : failure.kind());
    }

    /** How far it is, for whatever else a test wants to look at. */
    public Progress<D> progress() {
        return last.progress();
    }

    private SagaScenario<D> happens(Input input) {
        last = Decision.decide(saga, last.progress(), input);
        return this;
    }

    private SagaScenario<D> expect(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(
                    "saga %s: %s%n  expected: %s%n  but was:  %s".formatted(saga.name(), what, expected, actual));
        }
        return this;
    }
}
