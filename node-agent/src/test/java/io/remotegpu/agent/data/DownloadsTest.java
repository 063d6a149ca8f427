package io.remotegpu.agent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.DataFile;
import io.remotegpu.contracts.workload.DataFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {
    private static final WorkloadId ID = new WorkloadId("gis-17");
    private static final byte[] WORLD = "a world of tiles".repeat(20_000).getBytes();
    private static final byte[] TOWNS = "a town".getBytes();

    private final Map<String, byte[]> offered = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int breakOnceAfter;

    @TempDir
    Path folder;

    private HttpServer platform;
    private DataFolders folders;

    @BeforeEach
    void start() throws IOException {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/files", this::answer);
        platform.start();
        folders = new DataFolders(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        platform.stop(0);
    }

    @Test
    void showsExactlyWhatIsWantedAndLoadsEachOnce() throws IOException {
        provide(file("mbtiles/world.mbtiles", WORLD), file("geojson/towns.geojson", TOWNS));
        assertThat(shown("mbtiles/world.mbtiles")).hasBinaryContent(WORLD);
        assertThat(Files.getPosixFilePermissions(shown("mbtiles")))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));

        provide(file("mbtiles/renamed.mbtiles", WORLD));
        assertThat(shown("mbtiles/renamed.mbtiles")).hasBinaryContent(WORLD);
        assertThat(shown("geojson")).doesNotExist();
        assertThat(asked).hasSize(2);
        try (Stream<Path> left = Files.list(folder.resolve("data/gis-17/loaded"))) {
            assertThat(left).hasSize(1);
        }
        folders.remove(ID);
        assertThat(folder.resolve("data/gis-17")).doesNotExist();
    }

    @Test
    void goesOnWhereABrokenConnectionEnded() throws IOException {
        breakOnceAfter = 100_000;

        provide(file("mbtiles/world.mbtiles", WORLD));

        assertThat(shown("mbtiles/world.mbtiles")).hasBinaryContent(WORLD);
        assertThat(asked).hasSize(2).first().isEqualTo("none");
        assertThat(asked.getLast()).startsWith("bytes=").isNotEqualTo("bytes=0-");
    }

    @Test
    void showsNothingOfAFileThatIsNotWhatWasAnnounced() throws IOException {
        DataFile announced = file("mbtiles/world.mbtiles", WORLD);
        byte[] other = WORLD.clone();
        other[7]++;
        offered.put(announced.sha256(), other);

        assertThatThrownBy(() -> provide(announced))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("mbtiles/world.mbtiles")
                .hasMessageContaining("SHA-256");
        assertThat(folders.shown(ID)).doesNotExist();
        assertThat(folder.resolve("data/gis-17/loaded")).isEmptyDirectory();
    }

    @Test
    void doesNotAskAgainForWhatIsRefused() throws IOException {
        DataFile announced = file("mbtiles/world.mbtiles", WORLD);
        offered.clear();

        assertThatThrownBy(() -> provide(announced)).hasMessageContaining("status 404");
        assertThat(asked).hasSize(1);
    }

    private void provide(DataFile... files) {
        String source = "http://127.0.0.1:" + platform.getAddress().getPort() + "/files";
        new Downloads(folders).provide(ID, new DataFiles("/data", source, "ticket", Arrays.asList(files)), () -> false);
    }

    private Path shown(String name) {
        return folders.shown(ID).resolve(name);
    }

    private DataFile file(String path, byte[] content) {
        String sum = HexFormat.of().formatHex(sha256(content));
        offered.put(sum, content);
        return new DataFile(path, content.length, sum);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        List<String> ranges = new ArrayList<>(exchange.getRequestHeaders().getOrDefault("Range", List.of()));
        asked.add(ranges.isEmpty() ? "none" : ranges.getFirst());
        byte[] content = offered.get(exchange.getRequestURI().getPath().substring("/files/".length()));
        boolean known = "ticket".equals(exchange.getRequestHeaders().getFirst(DataFiles.TICKET));
        if (content == null || !known) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        int from = ranges.isEmpty() ? 0 : Integer.parseInt(ranges.getFirst().replaceAll("\\D", ""));
        exchange.sendResponseHeaders(from == 0 ? 200 : 206, content.length - from);
        int until = breakOnceAfter > 0 ? breakOnceAfter : content.length;
        breakOnceAfter = 0;
        exchange.getResponseBody().write(content, from, until - from);
        exchange.close();
    }
}
