package io.remotegpu.agent.runtime.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/** The SSH server of one environment: user {@code dev}, public keys only, read again whenever their file changes. */
final class SshDoor implements AutoCloseable {
    private static final String USER = "dev";

    private final SshServer server = SshServer.setUpDefaultServer();

    SshDoor(InetSocketAddress address, Path keys, Path hostKey, Path home, Map<String, String> env) {
        Shell shell = new Shell(home, env);
        server.setHost(address.getHostString());
        server.setPort(address.getPort());
        server.setKeyPairProvider(hostKey(hostKey));
        AuthorizedKeysAuthenticator authorized = new AuthorizedKeysAuthenticator(keys.resolve("authorized_keys"));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals(USER) && authorized.authenticate(user, key, session));
        server.setShellFactory(channel -> new Subprocess(shell::interactive));
        server.setCommandFactory((channel, command) -> new Subprocess(pty -> shell.running(command, pty)));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        CoreModuleProperties.NIO_WORKERS.set(server, 1);
    }

    void open() throws IOException {
        server.start();
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
