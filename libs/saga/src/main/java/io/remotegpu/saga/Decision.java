package io.remotegpu.saga;

import io.remotegpu.contracts.Event;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows from one input: the whole engine, as one pure function.
 *
 * @param progress how far the saga is now
 * @param instructions what to do, in this order
 */
public record Decision<D extends Record>(Progress<D> progress, List<Instruction> instructions) {

    /** The same progress, definition and input always give the same decision. */
    public static <D extends Record> Decision<D> decide(Saga<D> saga, Progress<D> progress, Input input) {
        return switch (progress.state()) {
            case RUNNING -> new Forward<>(saga, progress).on(input);
            case COMPENSATING -> new Backward<>(saga, progress).on(input);
            case COMPLETED, COMPENSATED -> nothing(progress);
        };
    }

    /** How the saga ended, empty while it goes on. */
    public Optional<Outcome<D>> outcome() {
        return switch (progress.state()) {
            case RUNNING, COMPENSATING -> Optional.empty();
            case COMPLETED -> Optional.of(new Outcome.Completed<>(progress.data()));
            case COMPENSATED -> Optional.of(new Outcome.Compensated<>(progress.data(), reason(progress.failure())));
        };
    }

    private static Failure reason(@Nullable Failure failure) {
        if (failure == null) {
            throw new IllegalStateException("a compensated saga always knows why it turned round");
        }
        return failure;
    }

    static <D extends Record> Decision<D> nothing(Progress<D> progress) {
        return new Decision<>(progress, List.of());
    }

    /** Going through the steps, first to last. */
    private record Forward<D extends Record>(Saga<D> saga, Progress<D> progress) {
        Decision<D> on(Input input) {
            Step<D> step = saga.step(progress.step());
            return switch (input) {
                case Input.Started() -> enter(saga.steps(), progress);
                case Input.Fact(Event event) when saga.concerns(progress.data(), event) -> on(step, event);
                case Input.Fact(Event _) -> nothing(progress);
                case Input.DeadlinePassed() when step.insistent() -> sendAgain(saga, progress, step.request());
                case Input.DeadlinePassed() -> turnRound(Failure.Kind.TIMED_OUT, "no answer within " + step.within());
                case Input.Abort(String _) when step.insistent() -> nothing(progress);
                case Input.Abort(String reason) -> turnRound(Failure.Kind.ABORTED, reason);
            };
        }

        private Decision<D> on(Step<D> step, Event event) {
            Step.Request<D> request = step.request();
            if (request != null && request.isDoneBy(event)) {
                return enter(saga.after(step.name()), remember(saga, progress, event));
            }
            if (request != null && request.isFailedBy(event)) {
                String reason = event.getClass().getSimpleName();
                Failure failure = new Failure(Failure.Kind.REFUSED, step.name(), reason);
                // A refused step left nothing behind, so the way back begins before it.
                return Backward.enter(
                        saga,
                        saga.before(step.name()),
                        remember(saga, progress, event).turningRound(failure));
            }
            return nothing(progress);
        }

        /** Whether a step that nobody answered took effect is unknown, so the way back begins with it. */
        private Decision<D> turnRound(Failure.Kind kind, String reason) {
            Failure failure = new Failure(kind, progress.step(), reason);
            return Backward.enter(saga, saga.upTo(progress.step()), progress.turningRound(failure));
        }

        private Decision<D> enter(List<Step<D>> ahead, Progress<D> reached) {
            for (Step<D> step : ahead) {
                Step.Request<D> request = step.request(reached.data());
                if (request != null) {
                    var patience = step.insistent() ? saga.backOff(0) : step.within();
                    return ask(reached.waiting(step, patience), request);
                }
            }
            return nothing(reached.ending(Progress.State.COMPLETED));
        }
    }

    /** Going back through the undos, last to first. */
    private record Backward<D extends Record>(Saga<D> saga, Progress<D> progress) {
        Decision<D> on(Input input) {
            Step<D> step = saga.step(progress.step());
            return switch (input) {
                case Input.Fact(Event event) when saga.concerns(progress.data(), event) -> on(step, event);
                case Input.DeadlinePassed() -> sendAgain(saga, progress, step.undo());
                case Input.Fact(Event _), Input.Started(), Input.Abort(String _) -> nothing(progress);
            };
        }

        private Decision<D> on(Step<D> step, Event event) {
            Step.Request<D> undo = step.undo();
            if (undo == null || !undo.isDoneBy(event)) {
                return nothing(progress);
            }
            return enter(saga, saga.before(step.name()), remember(saga, progress, event));
        }

        static <D extends Record> Decision<D> enter(Saga<D> saga, List<Step<D>> behind, Progress<D> reached) {
            for (Step<D> step : behind) {
                Step.Request<D> undo = step.undo(reached.data());
                if (undo != null) {
                    return ask(reached.waiting(step, saga.backOff(0)), undo);
                }
            }
            return nothing(reached.ending(Progress.State.COMPENSATED));
        }
    }

    private static <D extends Record> Progress<D> remember(Saga<D> saga, Progress<D> progress, Event event) {
        return progress.remembering(saga.remember(progress.data(), event));
    }

    private static <D extends Record> Decision<D> ask(Progress<D> waiting, Step.Request<D> request) {
        return new Decision<>(waiting, List.of(request.instruction().apply(waiting.data())));
    }

    private static <D extends Record> Decision<D> sendAgain(
            Saga<D> saga, Progress<D> progress, Step.@Nullable Request<D> request) {
        if (request == null) {
            return nothing(progress);
        }
        return ask(progress.sendingAgain(saga.backOff(progress.attempts() + 1)), request);
    }
}
