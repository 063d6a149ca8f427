package io.remotegpu.gis.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.gis.Api;
import io.remotegpu.gis.RunningGis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RotationIT extends RunningGis {
    @Autowired
    KeyRotation rotation;

    @Autowired
    List<SealedRows> tables;

    @Test
    void sealsEveryTableAnewAndLeavesEverythingReadable() {
        Api owner = somebody();
        long connection = owner.connection("maps");
        long service = owner.service("martin", "roads", "{\"postgres\":[{\"connection_id\":" + connection + "}]}");
        String before = stored(service, connection);
        makeOld();
        assertThat(tables).allSatisfy(table -> assertThat(table.outdated()).isPositive());

        rotation.rotate();

        assertThat(tables).allSatisfy(table -> assertThat(table.outdated()).isZero());
        assertThat(stored(service, connection)).isNotEqualTo(before).doesNotContain("\"older\"");
        assertThat(owner.post(
                                "/user-services/preview",
                                "{\"service_id\":" + service + ",\"config_data\":{\"postgres\":[{\"connection_id\":"
                                        + connection + "}]}}")
                        .status())
                .isEqualTo(200);
    }

    /** As if everything had been sealed when the key called older was the first; it is the second of the two that the service has. */
    private void makeOld() {
        SecretBox older = new SecretBox(List.of(RunningGis.OLDER_KEY));
        SecretBox present = new SecretBox(List.of(RunningGis.KEY.split(",")));
        for (JsonNode row : rows("select id, user_id, secret as data from database_connections")) {
            String context = "database connection of " + row.path("user_id").asLong();
            update(
                    "update database_connections set secret",
                    row,
                    older.seal(present.open(row.path("data").toString(), context), context));
        }
        for (JsonNode row : rows(
                "select id, instance_key, config_data as data from user_service_configs where config_data ->> 'key' is not null")) {
            String context = "service configuration " + row.path("instance_key").asString();
            String sealed = older.seal(present.open(row.path("data").toString(), context), context);
            update("update user_service_configs set config_data", row, sealed);
        }
    }

    private List<JsonNode> rows(String sql) {
        return jdbc.sql("select row_to_json(r)::text from (" + sql + ") r").query(String.class).list().stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private void update(String statement, JsonNode row, String sealed) {
        jdbc.sql(statement + " = cast(:sealed as jsonb) where id = :id")
                .param("sealed", sealed)
                .param("id", row.path("id").asLong())
                .update();
    }

    private String stored(long service, long connection) {
        return jdbc.sql("""
                        select (select config_data::text from user_service_configs where id = :service)
                            || (select secret::text from database_connections where id = :connection)
                        """)
                .param("service", service)
                .param("connection", connection)
                .query(String.class)
                .single();
    }
}
