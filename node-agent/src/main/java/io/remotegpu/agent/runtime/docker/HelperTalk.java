package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a helper prints: its output goes on, and while nobody takes it the helper waits; the beginning of its complaints is kept. */
final class HelperTalk extends ResultCallback.Adapter<Frame> {
    private static final int WORDS = 2_000;
    private static final int ATTACHED_WITHIN_SECONDS = 30;

    private final OutputStream output;
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private volatile @Nullable IOException refused;

    HelperTalk(OutputStream output) {
        this.output = output;
    }

    @Override
    public void onNext(Frame frame) {
        byte[] said = frame.getPayload();
        if (frame.getStreamType() == StreamType.STDERR) {
            complain(said);
        } else {
            pass(said);
        }
    }

    /** That nobody takes it is known; what else breaks is told by whoever waits for the end. */
    @Override
    public void onError(Throwable failure) {
        if (refused == null) {
            super.onError(failure);
        } else {
            onComplete();
        }
    }

    synchronized String complaints() {
        return complaints.toString(StandardCharsets.UTF_8).strip();
    }

    void awaitAttached() throws IOException {
        try {
            if (!awaitStarted(ATTACHED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the engine does not let anybody listen to its helper");
            }
        } catch (InterruptedException interrupted) {
            throw shuttingDown(interrupted);
        }
    }

    /** Until it has said all. */
    void awaitEnd() throws IOException {
        try {
            awaitCompletion();
        } catch (InterruptedException interrupted) {
            throw shuttingDown(interrupted);
        } catch (RuntimeException broken) {
            if (refused == null) {
                throw new IOException("the engine broke off: " + broken.getMessage(), broken);
            }
        }
        IOException notTaken = refused;
        if (notTaken != null) {
            throw notTaken;
        }
    }

    private synchronized void complain(byte[] words) {
        complaints.write(words, 0, Math.min(words.length, WORDS - complaints.size()));
    }

    private void pass(byte[] said) {
        if (refused != null) {
            return;
        }
        try {
            output.write(said);
        } catch (IOException notTaken) {
            refused = notTaken;
            throw new IllegalStateException("nobody takes it any more", notTaken);
        }
    }

    private static IOException shuttingDown(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IOException("the agent is shutting down", interrupted);
    }
}
