package io.remotegpu.cli.session;

import io.remotegpu.cli.console.Output;
import io.remotegpu.cli.console.OutputFormat;
import io.remotegpu.cli.console.Terminal;
import io.remotegpu.cli.gateway.Gateway;
import io.remotegpu.cli.gateway.LoginFile;
import io.remotegpu.cli.gateway.SavedLogin;
import io.remotegpu.cli.gateway.SavedTokens;
import io.remotegpu.cli.gateway.Tokens;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command works with. {@code --url} comes before {@code REMOTEGPU_URL}, and that before the saved login's address. */
public final class Session {
    private static final String DEFAULT_URL = "http://127.0.0.1:8080";

    private final Terminal terminal;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "the gateway's address (REMOTEGPU_URL; else that of the last login)")
    private @Nullable String url;

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "table or json (default: table)")
    private OutputFormat format = OutputFormat.TABLE;

    public Session(Terminal terminal) {
        this.terminal = terminal;
    }

    public Terminal terminal() {
        return terminal;
    }

    public Output output() {
        return new Output(terminal.out(), format);
    }

    /** As the person who is logged in, or with {@code REMOTEGPU_TOKEN}. */
    public Gateway gateway() {
        String given = terminal.variables().getOrDefault("REMOTEGPU_TOKEN", "");
        return new Gateway(url(), given.isBlank() ? new SavedTokens(loginFile(), url()) : Tokens.given(given));
    }

    /** As nobody yet. */
    public Gateway anonymousGateway() {
        return new Gateway(url(), Tokens.none());
    }

    public URI url() {
        String chosen = Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(terminal.variables().get("REMOTEGPU_URL")))
                .or(() -> loginFile().read().map(SavedLogin::url).map(URI::toString))
                .orElse(DEFAULT_URL);
        return URI.create(chosen.replaceAll("/+$", ""));
    }

    public LoginFile loginFile() {
        return new LoginFile(folder().resolve("config.json"));
    }

    /** Where this command keeps what it must remember. */
    public Path folder() {
        String configured = terminal.variables().getOrDefault("XDG_CONFIG_HOME", "");
        Path base = configured.isBlank() ? terminal.home().resolve(".config") : Path.of(configured);
        return base.resolve("remotegpu");
    }
}
