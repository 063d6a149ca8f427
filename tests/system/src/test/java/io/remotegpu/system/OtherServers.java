package io.remotegpu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types that are data alone, with their real software, on the platform and the database of {@link GisServicesIT}. */
abstract class OtherServers {
    private final Supplier<PlatformProcess> platform;
    private final Supplier<SpatialDatabase> database;
    private final String gateway;

    @TempDir
    private Path folder;

    OtherServers(Supplier<PlatformProcess> platform, Supplier<SpatialDatabase> database, String gateway) {
        this.platform = platform;
        this.database = database;
        this.gateway = gateway;
    }

    @Test
    void aFeatureServerServesTablesWithPublicAddressesUntilItIsStoppedAndDeleted() {
        GisImages.assumePgFeatureserv();
        ApiClient iris = platform.get().anonymous().register("iris", Person.PASSWORD);
        Map<String, Object> configuration = Map.of("connection_id", MapService.connect(iris, database.get()));
        MapService features = MapService.create(iris, gateway, "features", "pg_featureserv", configuration);
        features.act("start").awaitStatus("running");

        assertThat(features.awaitAnswer("/collections.json", 200).text())
                .contains("public.towns", gateway + features.path() + "/collections/public.towns")
                .doesNotContain(":9000");
        MapService.Answer items = features.ask("/collections/public.towns/items.json?limit=2");
        assertThat(items.contentType()).isEqualTo("application/geo+json");
        assertThat(items.text())
                .contains("\"name\":\"Bern\"", "\"numberReturned\":2")
                .doesNotContain("Quito");
        assertThat(features.ask("/home.html").contentType()).startsWith("text/html");
        assertEndsForEverybody(features, "/collections.json");
    }

    @Test
    void aTileServerServesAFileThatItsOwnerUploadsUntilItIsStoppedAndDeleted() {
        GisImages.assumeTileServer();
        ApiClient jack = platform.get().anonymous().register("jack", Person.PASSWORD);
        Map<String, Object> configuration = Map.of("data", Map.of("world", Map.of("mbtiles", "world.mbtiles")));
        MapService tiles = MapService.create(jack, gateway, "tiles", "tileserver-gl", configuration);
        tiles.files().put("files", "world.mbtiles", TinyTiles.mbTiles(folder));
        tiles.act("start").awaitStatus("running");

        assertThat(tiles.awaitAnswer("/data/world.json", 200).text())
                .contains(gateway + tiles.path() + "/data/world/{z}/{x}/{y}.png")
                .doesNotContain(":8080/data");
        assertThat(tiles.ask("/data/world/0/0/0.png").body()).isEqualTo(TinyTiles.tile());
        assertThat(tiles.ask("/").text()).contains(gateway + tiles.path() + "/");
        assertEndsForEverybody(tiles, "/data/world.json");
    }

    /** Another person is told that there is nothing; its owner that it is stopped, and then the same. */
    private void assertEndsForEverybody(MapService service, String below) {
        ApiClient stranger = platform.get().anonymous().register("stranger-of-" + service.id(), Person.PASSWORD);
        assertThat(service.ask(below, stranger.token()).status()).isEqualTo(404);
        service.act("stop").awaitStatus("stopped");
        assertThat(service.awaitAnswer(below, 503).text()).contains("instance_stopped");
        service.delete();
        service.awaitAnswer(below, 404);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ContainerEngine.containersOf(service.workload()).isEmpty());
    }
}
