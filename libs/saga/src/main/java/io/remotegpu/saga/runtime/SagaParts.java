package io.remotegpu.saga.runtime;

import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.saga.LocalCommand;
import io.remotegpu.saga.Saga;
import org.springframework.beans.factory.ObjectProvider;

/** The service's processes and local handlers, looked up late because they use the runner themselves. */
class SagaParts {
    private final ObjectProvider<SagaProcess<?>> processes;
    private final ObjectProvider<LocalCommandHandler<?>> handlers;

    SagaParts(ObjectProvider<SagaProcess<?>> processes, ObjectProvider<LocalCommandHandler<?>> handlers) {
        this.processes = processes;
        this.handlers = handlers;
    }

    SagaProcess<?> process(String name, int version) {
        return processes.stream()
                .filter(process -> process.definition().name().equals(name)
                        && process.definition().version() == version)
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.INTERNAL_ERROR,
                        "no definition of saga " + name + " version " + version
                                + ": keep it until its last saga has ended"));
    }

    @SuppressWarnings("unchecked") // the definition is the same object, so the type is
    <D extends Record> SagaProcess<D> process(Saga<D> saga) {
        return (SagaProcess<D>) process(saga.name(), saga.version());
    }

    Event carryOut(LocalCommand command) {
        return handlers.stream()
                .filter(handler -> handler.handles().isInstance(command))
                .findFirst()
                .map(handler -> carryOut(handler, command))
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.INTERNAL_ERROR,
                        "nobody carries out " + command.getClass().getSimpleName()
                                + ": add a LocalCommandHandler bean"));
    }

    private static <C extends LocalCommand> Event carryOut(LocalCommandHandler<C> handler, LocalCommand command) {
        return handler.carryOut(handler.handles().cast(command));
    }
}
