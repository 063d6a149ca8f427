package io.remotegpu.agent.runtime.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;

/**
 * The SSH server of one environment: user {@code dev}, public keys only, read again whenever their file changes; who came in by a key that is
 * gone is out a second later.
 */
final class SshDoor implements AutoCloseable {
    private static final String USER = "dev";

    private static final AttributeKey<PublicKey> OPENED_BY = new AttributeKey<>();
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final SshServer server = SshServer.setUpDefaultServer();
    private final AuthorizedKeysAuthenticator authorized;

    SshDoor(InetSocketAddress address, Path keys, Path hostKey, Path home, Map<String, String> env) {
        Shell shell = new Shell(home, env);
        server.setHost(address.getHostString());
        server.setPort(address.getPort());
        server.setKeyPairProvider(hostKey(hostKey));
        this.authorized = new AuthorizedKeysAuthenticator(keys.resolve("authorized_keys"));
        server.setPublickeyAuthenticator(this::admits);
        server.setShellFactory(channel -> new Subprocess(shell::interactive));
        server.setCommandFactory((channel, command) -> new Subprocess(pty -> shell.running(command, pty)));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        CoreModuleProperties.NIO_WORKERS.set(server, 1);
    }

    void open() throws IOException {
        server.start();
        Thread.ofVirtual().name("ssh-keys").start(this::watchKeys);
    }

    private boolean admits(String user, PublicKey key, ServerSession session) {
        boolean admitted = user.equals(USER) && authorized.authenticate(user, key, session);
        if (admitted) {
            session.setAttribute(OPENED_BY, key);
        }
        return admitted;
    }

    private void watchKeys() {
        while (server.isOpen()) {
            for (AbstractSession session : server.getActiveSessions()) {
                PublicKey key = session.getAttribute(OPENED_BY);
                if (key != null && !authorized.authenticate(USER, key, (ServerSession) session)) {
                    session.close(true);
                }
            }
            try {
                TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static SimpleGeneratorHostKeyProvider hostKey(Path file) {
        SimpleGeneratorHostKeyProvider provider = new SimpleGeneratorHostKeyProvider(file);
        provider.setAlgorithm("EC");
        provider.setKeySize(256);
        return provider;
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
