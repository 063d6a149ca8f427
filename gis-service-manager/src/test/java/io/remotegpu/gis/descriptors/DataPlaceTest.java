package io.remotegpu.gis.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which files a configuration cannot do without. */
class DataPlaceTest {
    private static final JsonNode CONFIGURATION = JsonMapper.shared().readTree("""
            {"mbtiles":{"files":["a.mbtiles","b.mbtiles"]},
             "data":{"city":{"mbtiles":"city.mbtiles"},"land":{"pmtiles":"land.pmtiles"}}}""");

    @Test
    void areThoseOfAList() {
        assertThat(named("/mbtiles/files")).containsExactly("a.mbtiles", "b.mbtiles");
    }

    @Test
    void areThoseThatEntriesName() {
        assertThat(named("/data/*/mbtiles", "/data/*/pmtiles")).containsExactly("city.mbtiles", "land.pmtiles");
    }

    @Test
    void areNoneWhereNothingNamesAny() {
        assertThat(named("/styles/*/style", "/fonts/files")).isEmpty();
        assertThat(named()).isEmpty();
    }

    private static List<String> named(String... pointers) {
        return new DataPlace.Folder("files", List.of(DataFormat.MBTILES), List.of(pointers))
                .named(CONFIGURATION)
                .toList();
    }
}
