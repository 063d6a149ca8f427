package io.remotegpu.agent.hooks;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hooks that do not need one another, prepared at the same time. All have ended when it returns; the first failure in order is thrown. */
final class TogetherHook implements Hook {
    private final List<Hook> hooks;

    TogetherHook(Hook... hooks) {
        this.hooks = List.of(hooks);
    }

    @Override
    public void prepare(StartAttempt attempt) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running = hooks.stream()
                    .map(hook -> CompletableFuture.runAsync(() -> hook.prepare(attempt), threads))
                    .toList();
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                    .handle((done, failed) -> true)
                    .join();
            running.forEach(TogetherHook::rethrow);
        }
    }

    private static void rethrow(CompletableFuture<Void> ended) {
        try {
            ended.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
