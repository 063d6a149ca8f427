package io.remotegpu.cli.fleet;

import io.remotegpu.cli.console.Column;
import io.remotegpu.cli.session.CommandGroup;
import io.remotegpu.cli.session.Session;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Images on hosts, for administrators. */
@Command(name = "images", description = "Bring images to hosts before anybody starts from them (administrators).")
public final class ImageCommands extends CommandGroup {
    private static final String PATH = "/admin/image-pulls";
    private static final List<Column> PULLS = List.of(
            Column.of("ID", "id"),
            Column.of("IMAGE", "image"),
            Column.of("REQUESTED", "requested_at"),
            Column.of("WAITING", "waiting"),
            Column.of("PULLING", "pulling"),
            Column.of("THERE", "there"),
            Column.of("FAILED", "failed"));
    private static final List<Column> HOSTS = List.of(
            Column.of("HOST", "host_id"),
            Column.of("STATE", "state"),
            Column.of("PERCENT", "percent"),
            Column.of("REASON", "reason"));

    private final Session session;

    public ImageCommands(Session session) {
        this.session = session;
    }

    @Command(name = "pull", description = "Ask hosts to have an image; without a choice all of them.")
    void pull(
            @Parameters(paramLabel = "IMAGE", description = "its reference") String image,
            @Option(names = "--host", paramLabel = "ID", description = "a host; may be repeated") @Nullable
                    List<String> hosts,
            @Option(
                            names = "--host-label",
                            paramLabel = "KEY=VALUE",
                            description = "only hosts with it; may be repeated")
                    @Nullable
                    Map<String, String> labels,
            @Option(names = "--keep", paramLabel = "DURATION", description = "how long hosts keep it, such as P7D")
                    @Nullable
                    Duration keep) {
        JsonNode asked = session.gateway().post(PATH, wish(image, hosts, labels, keep));
        int count = asked.at("/hosts").size();
        String id = asked.at("/pull/id").asString("");
        String sentence = "Asked %d %s for %s; remotegpu images status %s tells how far they are."
                .formatted(count, count == 1 ? "host" : "hosts", image, id);
        session.output().done(sentence, asked);
    }

    private static Map<String, Object> wish(
            String image, @Nullable List<String> hosts, @Nullable Map<String, String> labels, @Nullable Duration keep) {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("image", image);
        if (hosts != null) {
            wish.put("hosts", hosts);
        }
        if (labels != null) {
            wish.put("labels", labels);
        }
        if (keep != null) {
            wish.put("keep", keep.toSeconds());
        }
        return wish;
    }

    @Command(name = "list", description = "List what hosts were asked for, the newest first.")
    void list() {
        session.output().list(session.gateway().list(PATH), PULLS);
    }

    @Command(name = "status", description = "Tell how far each host is.")
    void status(@Parameters(paramLabel = "ID") String id) {
        JsonNode pull = session.gateway().get(PATH + "/" + id);
        session.output().list(pull.at("/hosts").valueStream().toList(), HOSTS);
    }
}
