package io.remotegpu.cli.sshkeys;

import io.remotegpu.cli.console.Column;
import io.remotegpu.cli.session.CommandGroup;
import io.remotegpu.cli.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "ssh-key", description = "The public keys that open your environments.")
public final class SshKeyCommands extends CommandGroup {
    private static final String KEYS = "/users/me/ssh-keys";

    private final Session session;

    public SshKeyCommands(Session session) {
        this.session = session;
    }

    @Command(name = "add", description = "Add a public key: FILE, or the first of ~/.ssh/id_*.pub.")
    void add(
            @Parameters(paramLabel = "FILE", arity = "0..1") @Nullable Path file,
            @Option(names = "--name", description = "what to call it (default: the key's comment)") @Nullable
                    String name) {
        PublicKeyFile key = file == null
                ? PublicKeyFile.first(session.terminal().home().resolve(".ssh"))
                : PublicKeyFile.read(file);
        JsonNode added = session.gateway()
                .post(KEYS, Map.of("name", name == null ? key.comment() : name, "public_key", key.text()));
        session.output().done("Added key %s".formatted(added.path("id").asString("")), added);
    }

    @Command(name = "list", description = "List your keys.")
    void list() {
        session.output()
                .list(
                        session.gateway().list(KEYS),
                        List.of(
                                Column.of("ID", "id"),
                                Column.of("NAME", "name"),
                                Column.of("FINGERPRINT", "fingerprint"),
                                Column.of("ADDED", "created_at")));
    }

    @Command(name = "remove", description = "Remove a key: it opens nothing from then on.")
    void remove(@Parameters(paramLabel = "ID") long id) {
        JsonNode removed = session.gateway().delete(KEYS + "/" + id);
        session.output().done("Removed key " + id, removed);
    }
}
