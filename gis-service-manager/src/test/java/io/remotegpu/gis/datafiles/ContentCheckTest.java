package io.remotegpu.gis.datafiles;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.remotegpu.gis.descriptors.DataFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentCheckTest {
    static Stream<Arguments> sound() {
        return Stream.of(
                arguments(DataFormat.MBTILES, SampleFiles.sqlite(3, "MPBX")),
                arguments(DataFormat.GEOPACKAGE, SampleFiles.sqlite(2, "GPKG")),
                arguments(DataFormat.PMTILES, SampleFiles.pmTiles(50)),
                arguments(DataFormat.GEOTIFF, SampleFiles.latin("II*\0 and the rest")),
                arguments(DataFormat.FONT, SampleFiles.latin("OTTO and the rest")),
                arguments(DataFormat.JSON, SampleFiles.text("{\"version\":8,\"layers\":[{\"id\":\"a\"}]}")),
                arguments(
                        DataFormat.GEOJSON,
                        SampleFiles.text("{\"features\":[{\"type\":\"x\"}],\"type\":\"FeatureCollection\"}")),
                arguments(DataFormat.SHAPEFILE, SampleFiles.shapefile(Map.of())));
    }

    @ParameterizedTest
    @MethodSource("sound")
    void takesWhatIsWhatItsNameSays(DataFormat format, byte[] content) {
        assertThatCode(() -> require(format, content)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("sound")
    void takesNothingThatBeginsLikeAPicture(DataFormat format, byte[] ignored) {
        assertThatThrownBy(() -> require(format, SampleFiles.latin("\u0089PNG\r\n\u001a\n and the rest")))
                .isInstanceOf(RefusedContent.class);
    }

    static Stream<Arguments> broken() {
        byte[] database = SampleFiles.sqlite(3, "GPKG");
        byte[] tiles = SampleFiles.pmTiles(50);
        return Stream.of(
                arguments(DataFormat.MBTILES, Arrays.copyOf(database, 8192), "cut short"),
                arguments(DataFormat.GEOPACKAGE, SampleFiles.sqlite(1, "MPBX"), "application id"),
                arguments(DataFormat.PMTILES, Arrays.copyOf(tiles, 150), "cut short"),
                arguments(DataFormat.GEOJSON, SampleFiles.text("{\"type\":\"Topology\"}"), "'Topology'"),
                arguments(DataFormat.GEOJSON, SampleFiles.text("{\"type\":\"Point\""), "no JSON"),
                arguments(DataFormat.GEOJSON, SampleFiles.text("{\"type\":\"Point\"} {}"), "after its end"),
                arguments(DataFormat.JSON, SampleFiles.text("[1]"), "no JSON object"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void saysWhatIsWrong(DataFormat format, byte[] content, String why) {
        assertThatThrownBy(() -> require(format, content))
                .isInstanceOf(RefusedContent.class)
                .hasMessageContaining(why);
    }

    private static void require(DataFormat format, byte[] content) throws IOException, RefusedContent {
        ContentCheck.require(format, content.length, new ByteArrayInputStream(content));
    }
}
