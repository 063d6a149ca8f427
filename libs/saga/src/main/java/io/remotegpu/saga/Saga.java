package io.remotegpu.saga;

import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * The definition of a process: a table of steps, read from top to bottom going forward and from bottom to top going back.
 *
 * <p>Name and version are stored with every running saga. Change what a step means or the order of steps only under a new version, and keep
 * the old definition until its last saga has ended.
 */
public final class Saga<D extends Record> {
    private static final int MOST_DOUBLINGS = 4;

    private final String name;
    private final int version;
    private final Class<D> dataType;
    private final BiFunction<D, Event, D> remembering;
    private final BiPredicate<D, Event> concerning;
    private final Duration resendAfter;
    private final List<Step<D>> steps;

    Saga(SagaBuilder<D> table) {
        this.name = table.name;
        this.version = table.version;
        this.dataType = table.dataType;
        this.remembering = table.remembering;
        this.concerning = table.concerning;
        this.resendAfter = table.resendAfter;
        this.steps = List.copyOf(table.steps);
    }

    /** Begins a table. {@code dataType} is what the saga remembers, stored as JSON. */
    public static <D extends Record> SagaBuilder<D> saga(String name, int version, Class<D> dataType) {
        return new SagaBuilder<>(name, version, dataType);
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    public Class<D> dataType() {
        return dataType;
    }

    List<Step<D>> steps() {
        return steps;
    }

    Step<D> step(String stepName) {
        return steps.get(position(stepName));
    }

    List<Step<D>> after(String stepName) {
        return steps.subList(position(stepName) + 1, steps.size());
    }

    /** The steps before this one, nearest first. */
    List<Step<D>> before(String stepName) {
        return steps.subList(0, position(stepName)).reversed();
    }

    /** This step and those before it, nearest first. */
    List<Step<D>> upTo(String stepName) {
        return steps.subList(0, position(stepName) + 1).reversed();
    }

    boolean concerns(D data, Event event) {
        return concerning.test(data, event);
    }

    D remember(D data, Event event) {
        return remembering.apply(data, event);
    }

    /** How long to wait after the {@code attempts}th repeat: doubling, up to sixteen times the first. */
    Duration backOff(int attempts) {
        return resendAfter.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
    }

    private int position(String stepName) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).name().equals(stepName)) {
                return i;
            }
        }
        throw new PlatformException(
                ErrorCode.INTERNAL_ERROR,
                "saga " + name + " version " + version + " has no step " + stepName
                        + ": give a changed table a new version and keep the old one until its sagas have ended");
    }
}
