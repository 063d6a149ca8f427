package io.remotegpu.gis.datafiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.TestDatabases;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files that were uploaded before names that differ in capitals alone were one, and before TileServer GL had one folder. */
class FilesFromBeforeIT {
    private static final String SERVICES = """
            insert into user_service_configs (user_id, service_name, service_type, service_version, instance_key, config_data, resource_quota,
                                              created_at, updated_at)
            values (1, 'geo', 'geoserver', '1', 'k1', '{}', '{"storage_mb": 64}', now(), now()),
                   (1, 'tiles', 'tileserver-gl', '1', 'k2', '{}', '{"storage_mb": 64}', now(), now())
            """;
    private static final String FILES = """
            insert into data_files (service_id, folder, name, format, size_bytes, received_bytes, used_bytes, state, created_at, updated_at)
            values (1, 'shapefiles', 'roads.zip', 'shapefile', 9, 9, 9, 'ready', now(), now()),
                   (1, 'shapefiles', 'roads.ZIP', 'shapefile', 9, 9, 9, 'ready', now(), now()),
                   (1, 'shapefiles', 'lakes.zip', 'shapefile', 9, 9, 9, 'ready', now(), now()),
                   (2, 'mbtiles', 'world.mbtiles', 'mbtiles', 9, 9, 9, 'ready', now(), now())
            """;
    private static final String ENTRIES = """
            insert into data_file_entries (file_id, entry, path, size_bytes, sha256)
            values (1, 1, 'shapefiles/roads/a.shp', 9, repeat('a', 64)), (2, 1, 'shapefiles/roads/a.shp', 9, repeat('b', 64)),
                   (3, 1, 'shapefiles/lakes/a.shp', 9, repeat('c', 64)), (4, 0, 'mbtiles/world.mbtiles', 9, repeat('d', 64))
            """;

    @Test
    void keepTheFirstOfTwinsAndMoveIntoTheOneFolder() {
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(TestDatabases.create(), TestDatabases.USER, "")
                .locations("classpath:db/gis");
        JdbcClient jdbc = JdbcClient.create(flyway.getDataSource());
        flyway.target("34").load().migrate();
        List.of(SERVICES, FILES, ENTRIES).forEach(rows -> jdbc.sql(rows).update());

        flyway.target("latest").load().migrate();

        assertThat(
                        texts(
                                jdbc,
                                "select folder || '/' || name || ' ' || state || ' ' || used_bytes from data_files order by id"))
                .containsExactly(
                        "shapefiles/roads.zip ready 9",
                        "shapefiles/twin-2-roads.ZIP refused 0",
                        "shapefiles/lakes.zip ready 9",
                        "files/world.mbtiles ready 9");
        assertThat(texts(jdbc, "select path from data_file_entries order by file_id"))
                .containsExactly("shapefiles/roads/a.shp", "shapefiles/lakes/a.shp", "files/world.mbtiles");
    }

    private static List<String> texts(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
