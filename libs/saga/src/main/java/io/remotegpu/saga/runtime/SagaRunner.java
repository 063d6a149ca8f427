package io.remotegpu.saga.runtime;

import io.remotegpu.contracts.Event;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.saga.Decision;
import io.remotegpu.saga.Input;
import io.remotegpu.saga.Instruction;
import io.remotegpu.saga.Progress;
import io.remotegpu.saga.Saga;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves sagas on. One input is one transaction: load under lock, decide, do what was decided (outbox or local handler), save. Nothing of it
 * happens without the rest. At most one saga is under way for a key.
 */
public class SagaRunner {
    private final SagaStore store;
    private final SagaParts parts;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    SagaRunner(SagaStore store, SagaParts parts, Outbox outbox, TransactionTemplate transaction) {
        this.store = store;
        this.parts = parts;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** Begins a saga. The caller has made sure, under a lock of its own, that none is under way for this key. */
    public <D extends Record> void start(Saga<D> saga, String key, D data) {
        transaction.executeWithoutResult(status -> {
            Decision<D> decision = drive(saga, Progress.fresh(saga, data), new Input.Started());
            SagaProcess<D> process = parts.process(saga);
            store.insert(saga, key, kept(process, decision));
            finish(process, key, decision);
        });
    }

    /** Tells the key's saga a fact; without one under way, or if it waits for something else, nothing happens. */
    public void advance(String key, Event fact) {
        transaction.executeWithoutResult(
                status -> store.lockActive(key).ifPresent(stored -> resume(stored, new Input.Fact(fact))));
    }

    /** Turns the key's saga round unless it is past that. */
    public void abort(String key, String reason) {
        transaction.executeWithoutResult(
                status -> store.lockActive(key).ifPresent(stored -> resume(stored, new Input.Abort(reason))));
    }

    /** Name of the saga under way for this key, which stays locked until the caller's transaction ends. */
    public Optional<String> lockActive(String key) {
        return store.lockActive(key).map(StoredSaga::name);
    }

    /** The same for several keys, in one order: whoever takes many in one transaction never waits for one who waits for it. */
    public void lockActive(Collection<String> keys) {
        store.lockActive(keys);
    }

    /**
     * Asks again at once, if it is one that asks again and again.
     *
     * @return whether it did
     */
    public boolean retry(UUID id) {
        return Boolean.TRUE.equals(transaction.execute(status -> store.lockUnderWay(id)
                .filter(stored -> stored.attempts() > 0)
                .map(stored -> resume(stored, new Input.DeadlinePassed()))
                .orElse(false)));
    }

    /**
     * Turns the saga round, unless it is past that or must not stop half way.
     *
     * @return whether it did
     */
    public boolean cancel(UUID id, String reason) {
        return Boolean.TRUE.equals(transaction.execute(status -> store.lockUnderWay(id)
                .map(stored -> resume(stored, new Input.Abort(reason)))
                .orElse(false)));
    }

    void passDeadline(UUID id) {
        transaction.executeWithoutResult(
                status -> store.lockDue(id).ifPresent(stored -> resume(stored, new Input.DeadlinePassed())));
    }

    private boolean resume(StoredSaga stored, Input input) {
        return resume(parts.process(stored.name(), stored.version()), stored, input);
    }

    private <D extends Record> boolean resume(SagaProcess<D> process, StoredSaga stored, Input input) {
        Progress<D> before = stored.progress(process.definition());
        Decision<D> decision = drive(process.definition(), before, input);
        if (decision.progress() == before) {
            return false; // it was not waiting for this, so its deadline stands
        }
        store.update(stored, kept(process, decision));
        finish(process, stored.key(), decision);
        return true;
    }

    /** Decides until it waits for someone else: a local command's answer is the next input. */
    private <D extends Record> Decision<D> drive(Saga<D> saga, Progress<D> from, Input first) {
        Decision<D> decision = Decision.decide(saga, from, first);
        Optional<Event> answer = dispatch(decision);
        while (answer.isPresent()) {
            decision = Decision.decide(saga, decision.progress(), new Input.Fact(answer.get()));
            answer = dispatch(decision);
        }
        return decision;
    }

    /** Does what was decided. A decision asks at most one local command, because it waits for its answer. */
    private Optional<Event> dispatch(Decision<?> decision) {
        Optional<Event> answer = Optional.empty();
        for (Instruction instruction : decision.instructions()) {
            switch (instruction) {
                case Instruction.Send send -> outbox.publish(send.command());
                case Instruction.CarryOut local -> answer = Optional.of(parts.carryOut(local.command()));
            }
        }
        return answer;
    }

    private static <D extends Record> Progress<D> kept(SagaProcess<D> process, Decision<D> decision) {
        Progress<D> progress = decision.progress();
        return progress.ended() ? progress.remembering(process.kept(progress.data())) : progress;
    }

    private static <D extends Record> void finish(SagaProcess<D> process, String key, Decision<D> decision) {
        decision.outcome().ifPresent(outcome -> process.ended(key, outcome));
    }
}
