package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.process.Shell.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** One SSH channel joined to one process: bytes both ways, its exit code at the end, its children killed with it. */
final class Subprocess implements Command {
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

    private final Function<@Nullable Terminal, ProcessBuilder> builder;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;
    private volatile @Nullable Process process;

    Subprocess(Function<@Nullable Terminal, ProcessBuilder> builder) {
        this.builder = builder;
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        this.err = err;
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
        this.exit = exit;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        Process started = builder.apply(terminal(environment)).start();
        process = started;
        pump(wired(in), started.getOutputStream());
        Thread output = pump(started.getInputStream(), wired(out));
        Thread errors = pump(started.getErrorStream(), wired(err));
        Thread.ofVirtual().name("ssh-exit").start(() -> finish(started, output, errors));
    }

    private static @Nullable Terminal terminal(Environment environment) {
        Map<String, String> env = environment.getEnv();
        String type = env.get(Environment.ENV_TERM);
        return type == null
                ? null
                : new Terminal(
                        type,
                        env.getOrDefault(Environment.ENV_LINES, "24"),
                        env.getOrDefault(Environment.ENV_COLUMNS, "80"));
    }

    private void finish(Process started, Thread output, Thread errors) {
        try {
            int code = started.waitFor();
            // a child in the background may hold the pipe open; the shell's own output is there within moments
            output.join(LAST_OUTPUT);
            errors.join(LAST_OUTPUT);
            wired(exit).onExit(code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread pump(InputStream from, OutputStream to) {
        return Thread.ofVirtual().name("ssh-pump").start(() -> {
            byte[] buffer = new byte[8192];
            try (to) {
                for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                    to.write(buffer, 0, read);
                    to.flush();
                }
            } catch (IOException closed) {
                // the other side is gone, and so is the wish to copy
            }
        });
    }

    @Override
    public void destroy(ChannelSession channel) {
        Process started = process;
        if (started != null) {
            started.descendants().forEach(ProcessHandle::destroy);
            started.destroy();
        }
    }

    private static <T> T wired(@Nullable T part) {
        return Objects.requireNonNull(part, "the SSH server wires streams before it starts a command");
    }
}
