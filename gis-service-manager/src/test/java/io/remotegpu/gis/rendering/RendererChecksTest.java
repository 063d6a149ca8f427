package io.remotegpu.gis.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.FieldError;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendererChecksTest {
    @Test
    void aMartinWithoutSourcesIsIncomplete() {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> check("martin", "{}"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIGURATION_INCOMPLETE))
                .satisfies(
                        refusal -> assertThat(refusal.details().get("reason")).isEqualTo("no_sources"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            martin    | {"mbtiles":{"files":["a.mbtiles"]},"cache_mb":129}                          | config_data.cache_mb
            martin    | {"mbtiles":{"files":["a.mbtiles","a.sqlite"]}}                              | config_data.mbtiles.files
            geoserver | {"gwc":{"disk_quota_mb":2049}}                                              | config_data.gwc.disk_quota_mb
            geoserver | {"workspaces":[{"name":"a"},{"name":"a"}]}                                  | config_data.workspaces
            geoserver | {"workspaces":[{"name":"a","default":true},{"name":"b","default":true}]}    | config_data.workspaces
            geoserver | {"data_stores":[{"name":"s","workspace":"a","connection_id":7}]}            | config_data.data_stores
            """)
    void whatNoSchemaCanSayIsRefusedByField(String type, String configuration, String field) {
        assertThat(check(type, configuration)).extracting(FieldError::field).containsOnly(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [0,0,0,1]  | [{"name":"a","G"}]              | config_data.maps.city.extent
            [1,0,0,1]  | [{"name":"a","G"}]              | config_data.maps.city.extent
            [0,0,1,1]  | [{"name":"a","G"},{"name":"a","G"}] | config_data.maps.city.layers
            [0,0,1,1]  | [{"name":"city","G"}]           | config_data.maps.city.layers
            """)
    void mapsNeedAnAreaAndLayersNamesOfTheirOwn(String extent, String layers, String field) {
        String geometry =
                "\"connection_id\":7,\"table\":\"t\",\"geometry_column\":\"g\",\"id_column\":\"i\",\"srid\":4326,\"geometry\":\"line\"";
        String configuration = "{\"maps\":{\"city\":{\"extent\":" + extent + ",\"layers\":"
                + layers.replace("\"G\"", geometry) + "}}}";

        assertThat(check("mapserver", configuration))
                .extracting(FieldError::field)
                .containsOnly(field);
    }

    @Test
    void aVersionThatIsOfferedNoMoreSaysWhichAre() {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> RenderRequests.render(
                        "tileserver-gl", "{\"version\":\"1.0.0\",\"data\":{\"a\":{\"mbtiles\":\"a.mbtiles\"}}}"))
                .withMessageContaining("[5.6.0, 5.4.0]")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIGURATION_INCOMPLETE));
    }

    @Test
    void extensionsThatNoHostHasAreToldAndNoneIsMissedWhereThereIsAFolder() {
        RenderRequest asked =
                RenderRequests.request("geoserver", "{\"extensions\":[\"css\"],\"services\":{\"csw\":true}}");
        InstanceFacts bare = new InstanceFacts("k", URI.create("https://maps.example.org"), null);

        assertThat(RenderRequests.RENDERING.warnings(asked.type(), asked.configuration(), bare))
                .extracting(FieldError::field)
                .containsExactly("config_data.extensions", "config_data.services.csw", "config_data.flow");
        assertThat(RenderRequests.RENDERING.warnings(asked.type(), asked.configuration(), RenderRequests.INSTANCE))
                .isEmpty();
    }

    @Test
    void equalInputRendersEqualFiles() {
        String configuration = "{\"admin_password\":\"correct horse battery\"}";

        assertThat(RenderRequests.render("geoserver", configuration))
                .isEqualTo(RenderRequests.render("geoserver", configuration));
    }

    @Test
    void onlyWhatItStartsFromNeedsARestart() {
        Rendered before = RenderRequests.render("geoserver", "{\"admin_password\":\"correct horse battery\"}");

        assertThat(RenderRequests.render(
                                "geoserver",
                                "{\"admin_password\":\"correct horse battery\",\"workspaces\":[{\"name\":\"a\"}]}")
                        .needsRestart(before))
                .isFalse();
        assertThat(RenderRequests.render(
                                "geoserver", "{\"admin_password\":\"correct horse battery\",\"heap_percent\":50}")
                        .needsRestart(before))
                .isTrue();
    }

    private static List<FieldError> check(String type, String configuration) {
        RenderRequest request = RenderRequests.request(type, configuration);
        return RenderRequests.RENDERING.check(request.type(), request.configuration());
    }
}
