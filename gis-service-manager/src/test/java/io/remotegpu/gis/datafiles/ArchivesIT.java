package io.remotegpu.gis.datafiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Shapefiles come zipped, and archives lie. */
class ArchivesIT extends UploadTestBase {
    @Test
    void anArchiveBecomesItsPartsAndCountsAsThem() {
        UploadClient server = geoServer();
        byte[] archive =
                SampleFiles.shapefile(Map.of("roads.prj", new byte[3_000_000], "__MACOSX/._roads.shp", new byte[9]));

        JsonNode roads = server.upload("shapefiles", "roads.zip", archive);

        assertThat(roads.path("state").asString()).as("%s", roads).isEqualTo("ready");
        assertThat(roads.path("path").asString()).isEqualTo("shapefiles/roads");
        assertThat(roads.path("used_bytes").asLong()).isEqualTo(3_000_000 + 200 + 108 + 4);
        assertThat(usedMegabytes(server)).isEqualTo(3);
        assertThat(jdbc.sql("select path from data_file_entries where file_id = :file order by path")
                        .param("file", roads.path("id").asLong())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "shapefiles/roads/roads.dbf",
                        "shapefiles/roads/roads.prj",
                        "shapefiles/roads/roads.shp",
                        "shapefiles/roads/roads.shx");

        assertThat(server.api()
                        .delete(server.files() + "/" + roads.path("id").asLong())
                        .status())
                .isEqualTo(204);
        assertThat(usedMegabytes(server)).isZero();
    }

    static Stream<Arguments> lies() {
        byte[] cut = SampleFiles.shapefile(Map.of());
        Map<String, byte[]> alone = new HashMap<>(Map.of("roads.shp", SampleFiles.shp(200)));
        return Stream.of(
                arguments("without folders", SampleFiles.shapefile(Map.of("../../etc/cron.d/x.xml", new byte[1]))),
                arguments("without folders", SampleFiles.shapefile(Map.of("/etc/x.xml", new byte[1]))),
                arguments("no part of a shapefile", SampleFiles.shapefile(Map.of("run.sh", new byte[1]))),
                arguments("no shapefile", SampleFiles.shapefile(Map.of("more.shp", new byte[200]))),
                arguments("without its .shx", SampleFiles.zip(alone)),
                arguments("no .shp", SampleFiles.zip(Map.of("roads.dbf", new byte[1]))),
                arguments("broken", Arrays.copyOf(cut, 60)),
                arguments("ZIP archive", SampleFiles.text("PK but nothing else")));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void nothingIsKeptOfAnArchiveThatLies(String why, byte[] archive) {
        UploadClient server = geoServer();

        JsonNode refused = server.upload("shapefiles", "roads.zip", archive);

        assertThat(refused.path("state").asString()).isEqualTo("refused");
        assertThat(refused.path("problem").asString()).contains(why);
        assertThat(usedMegabytes(server)).isZero();
        assertThat(jdbc.sql("select count(*) from data_file_chunks where file_id = :file")
                        .param("file", refused.path("id").asLong())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void unpacksNoMoreThanThereIsRoomFor() {
        UploadClient server = geoServer();
        server.announce("geotiff", "relief.tif", 510L << 20);

        JsonNode refused = server.upload(
                "shapefiles", "roads.zip", SampleFiles.shapefile(Map.of("roads.prj", new byte[3_000_000])));

        assertThat(refused.path("problem").asString()).contains("unpacks to more");
        assertThat(usedMegabytes(server)).isEqualTo(510);
    }
}
