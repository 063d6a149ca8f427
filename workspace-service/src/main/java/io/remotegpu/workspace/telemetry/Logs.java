package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.questions.LogFollowing;
import io.remotegpu.messaging.questions.NodeQuestions;
import io.remotegpu.messaging.questions.PrintedLog;
import io.remotegpu.web.Caller;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks an environment's host for its log, in no transaction. */
@Component
class Logs {
    private final ObservedEnvironments environments;
    private final NodeQuestions hosts;

    Logs(ObservedEnvironments environments, NodeQuestions hosts) {
        this.environments = environments;
        this.hosts = hosts;
    }

    LogView tail(Caller caller, String id, int tail) {
        Observed environment = environments.require(caller, id);
        PrintedLog log = answered(environment, () -> hosts.log(environment.hostOfContainer(), environment.id(), tail));
        return LogView.of(log);
    }

    /** @param news called from another thread when there may be more */
    LogFollowing follow(Observed environment, int tail, @Nullable String after, Runnable news) {
        return hosts.follow(environment.hostOfContainer(), environment.id(), tail, after, news);
    }

    List<PrintedLog> next(Observed environment, LogFollowing following) {
        return answered(environment, following::next);
    }

    Observed require(Caller caller, String id) {
        return environments.require(caller, id);
    }

    /** To the caller the environment is there; only its container is not. */
    private static <T> T answered(Observed environment, Supplier<T> question) {
        try {
            return question.get();
        } catch (PlatformException refused) {
            throw refused.code() == ErrorCode.NOT_FOUND
                    ? environment.noContainer("its host has no container of it now")
                    : refused;
        }
    }
}
