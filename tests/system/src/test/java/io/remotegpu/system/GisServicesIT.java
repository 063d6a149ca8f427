package io.remotegpu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real map servers of people in real containers, fed by a real PostGIS, through the public API and the gateway. */
class GisServicesIT {
    private static final int PORT = 18_280;
    private static final String GATEWAY = "http://127.0.0.1:" + PORT;
    private static final String GET_MAP = "/world?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetMap&LAYERS=towns&STYLES="
            + "&SRS=EPSG:4326&BBOX=5,44,12,49&WIDTH=128&HEIGHT=128&FORMAT=image/png";
    private static final String MVT_TILE = "/world?MODE=tile&TILEMODE=gmap&TILE=0+0+0&LAYERS=towns&map.imagetype=mvt";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    static Path folder;

    private static SpatialDatabase database;
    private static PlatformProcess platform;

    @BeforeAll
    static void startPlatform() {
        DockerRequirement.check();
        database = SpatialDatabase.start(folder, PORT + 20);
        Map<String, String> settings = new HashMap<>(GisImages.settings());
        settings.put("GIS_CONNECTIONS_ALLOWED_NETWORKS", SpatialDatabase.HOST + "/32");
        platform = PlatformProcess.start(
                folder.resolve("state"), PORT, settings, "--runtime", "docker", "--simulate-gpus", "1");
    }

    @AfterAll
    static void stopPlatform() {
        if (platform != null) {
            platform.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Nested
    class Others extends OtherServers {
        Others() {
            super(() -> platform, () -> database, GATEWAY);
        }
    }

    @Test
    void aPersonsMapServerDrawsMapsAndTilesUntilItIsStoppedAndDeleted() throws IOException {
        ApiClient ada = platform.anonymous().register("ada", Person.PASSWORD);
        ApiClient eve = platform.anonymous().register("eve", Person.PASSWORD);
        MapService maps = MapService.create(
                ada, GATEWAY, "maps", "mapserver", Towns.mapServer(MapService.connect(ada, database)));
        maps.act("start").awaitStatus("running");

        assertDrawsTowns(maps.awaitAnswer(GET_MAP, 200));
        MapService.Answer tile = maps.ask(MVT_TILE);
        assertThat(tile.contentType()).startsWith("application/vnd.mapbox-vector-tile");
        assertThat(tile.text()).contains("towns", "Quito");
        assertThat(maps.ask("/world?SERVICE=WMS&REQUEST=GetCapabilities").text())
                .contains(GATEWAY + maps.path() + "/world")
                .doesNotContain(":8000");
        assertThat(maps.ask(GET_MAP, eve.token()).status()).isEqualTo(404);
        assertThat(maps.ask(GET_MAP, "").status()).isEqualTo(401);

        maps.act("stop").awaitStatus("stopped");
        assertThat(maps.awaitAnswer(GET_MAP, 503).text()).contains("instance_stopped");
        maps.act("start").awaitStatus("running");
        assertDrawsTowns(maps.awaitAnswer(GET_MAP, 200));
        maps.delete();
        maps.awaitAnswer(GET_MAP, 404);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ContainerEngine.containersOf(maps.workload()).isEmpty());
    }

    @Test
    void keysOpenATokenInstanceAndMetricsTellWhatItWasAsked() {
        ApiClient bob = platform.anonymous().register("bob", Person.PASSWORD);
        Map<String, Object> configuration = Towns.mapServer(MapService.connect(bob, database));
        MapService maps = MapService.create(bob, GATEWAY, "shared", "mapserver", configuration);
        maps.configure(Towns.with(configuration, "visibility", "token"));
        maps.act("start").awaitStatus("running");
        maps.awaitAnswer("/health", 200);

        String key = maps.key("read");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> maps.askWithKey(GET_MAP, key).status() == 200);
        assertThat(maps.askWithKey(GET_MAP, "rgis_guessed").status()).isEqualTo(401);
        await().atMost(Duration.ofSeconds(60)).until(() -> bob.get("/api/v1/user-services/" + maps.id() + "/metrics")
                .expect(200)
                .data()
                .path("items")
                .valueStream()
                .anyMatch(step -> step.path("requests").asLong() > 0));
        maps.delete();
    }

    @Test
    void aMartinServesTablesWithPublicAddressesAndSurvivesAConfigurationThatFails() {
        GisImages.assumeMartin();
        ApiClient dora = platform.anonymous().register("dora", Person.PASSWORD);
        Map<String, Object> configuration =
                Map.of("postgres", List.of(Map.of("connection_id", MapService.connect(dora, database))));
        MapService tiles = MapService.create(dora, GATEWAY, "tiles", "martin", configuration);
        tiles.act("start").awaitStatus("running");

        MapService.Answer tileJson = tiles.awaitAnswer("/towns", 200);
        assertThat(tileJson.text())
                .contains(GATEWAY + tiles.path() + "/towns/{z}/{x}/{y}")
                .doesNotContain(":3000");
        assertThat(tiles.ask("/towns/0/0/0").contentType()).isEqualTo("application/x-protobuf");
        assertThat(tiles.ask("/_/metrics").status()).isEqualTo(404);

        String before = ContainerEngine.containersOf(tiles.workload()).getFirst();
        tiles.configure(Towns.with(configuration, "cache_control", "public, max-age=7"));
        await().atMost(PATIENCE)
                .until(() -> !ContainerEngine.containersOf(tiles.workload()).contains(before)
                        && tiles.ask("/towns").status() == 200);

        Map<String, Object> unreachable =
                Map.of("connection_id", MapService.connect(dora, database, "wrong", "mistaken"));
        tiles.configure(Map.of("on_invalid", "abort", "postgres", List.of(unreachable)));
        await("the configuration before it is back")
                .atMost(PATIENCE)
                .until(() -> tiles.operations().contains("\"operation_type\":\"rollback\"")
                        && tiles.ask("/towns").status() == 200);
        assertThat(tiles.operations()).contains("PostgresPoolConnError").doesNotContain("mistaken");
        tiles.delete();
    }

    @Test
    void aMartinServesFilesThatItsOwnerUploadsAndFindsThemAgainAfterAStop() {
        GisImages.assumeMartin();
        ApiClient hugo = platform.anonymous().register("hugo", Person.PASSWORD);
        Map<String, Object> configuration = Map.of(
                "mbtiles",
                Map.of("files", List.of("world.mbtiles")),
                "pmtiles",
                Map.of("files", List.of("globe.pmtiles")));
        MapService tiles = MapService.create(hugo, GATEWAY, "files", "martin", configuration);
        tiles.files().put("mbtiles", "world.mbtiles", TinyTiles.mbTiles(folder));
        tiles.files().put("pmtiles", "globe.pmtiles", TinyPmTiles.archive());
        tiles.act("start").awaitStatus("running");

        assertThat(tiles.awaitAnswer("/world/0/0/0", 200).body()).isEqualTo(TinyTiles.tile());
        assertThat(tiles.ask("/globe/0/0/0").body()).isEqualTo(TinyTiles.tile());
        assertThat(tiles.ask("/world").text()).contains(GATEWAY + tiles.path() + "/world/{z}/{x}/{y}");

        tiles.act("stop").awaitStatus("stopped");
        tiles.act("start").awaitStatus("running");
        assertThat(tiles.awaitAnswer("/world/0/0/0", 200).contentType()).isEqualTo("image/png");
        assertThat(tiles.ask("/globe/0/0/0").contentType()).isEqualTo("image/png");
        tiles.delete();
    }

    @Test
    void aGeoServerIsItsOwnersAndSaysOnlyPublicAddresses() {
        GisImages.assumeGeoServer();
        ApiClient finn = platform.anonymous().register("finn", Person.PASSWORD);
        ApiClient greta = platform.anonymous().register("greta", Person.PASSWORD);
        Map<String, Object> configuration = Map.of("admin_password", "correct horse battery", "demo_data", true);
        MapService server = MapService.create(finn, GATEWAY, "geo", "geoserver", configuration);
        server.act("start").awaitStatus("running");

        assertThat(server.awaitAnswer("/geoserver/ows?service=WMS&request=GetCapabilities", 200)
                        .text())
                .contains(GATEWAY + server.path() + "/geoserver")
                .doesNotContain(":8080/geoserver");
        assertThat(server.ask("/geoserver/web/", greta.token()).status()).isEqualTo(404);
        assertThat(server.ask("/geoserver/rest/about/version.json").status()).isEqualTo(404);
        server.delete();
    }

    /** Two of the three towns lie in the box, in red. */
    private static void assertDrawsTowns(MapService.Answer answer) throws IOException {
        assertThat(answer.contentType()).isEqualTo("image/png");
        var image = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertThat(image.getWidth()).isEqualTo(128);
        assertThat(IntStream.range(0, 128 * 128).map(pixel -> image.getRGB(pixel % 128, pixel / 128) & 0xffffff))
                .contains(0xcc0000);
    }
}
