package io.remotegpu.gis.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.gis.Api;
import io.remotegpu.gis.Api.Answer;
import io.remotegpu.gis.RunningGis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class ConnectionsIT extends RunningGis {
    private static final String PATH = "/user-services/connections";

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void isKeptEncryptedAndNeverShowsItsPassword(CapturedOutput printed) {
        Api owner = somebody();
        long id = owner.connection("maps");
        owner.service("martin", "roads", "{\"postgres\":[{\"connection_id\":" + id + "}]}");
        String stored = jdbc.sql("select row_to_json(c)::text from database_connections c where id = :id")
                .param("id", id)
                .query(String.class)
                .single();

        assertThat(stored).contains("\"nonce\"").doesNotContain(Api.PASSWORD);
        assertThat(owner.get(PATH + "/" + id).body().toString())
                .contains("10.9.8.7")
                .doesNotContain(Api.PASSWORD);
        assertThat(owner.get(PATH).data().at("/pagination/total").asInt()).isEqualTo(1);
        assertThat(owner.get("/user-services").body().toString()).doesNotContain(Api.PASSWORD);
        assertThat(printed.getAll()).doesNotContain(Api.PASSWORD);
    }

    @Test
    void ofAnotherUserDoesNotExistAndStartsNothing() {
        long theirs = somebody().connection("maps");
        Api stranger = somebody();
        Answer refused = stranger.post("/user-services", """
                {"service_name":"roads","service_type":"pg_tileserv","config_data":{"connection_id":%d}}""".formatted(theirs));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(stranger.get("/user-services").data().at("/pagination/total").asInt())
                .isZero();
        assertThat(admin().get(PATH + "/" + theirs).status())
                .as("administrators have connections of their own")
                .isEqualTo(404);
    }

    @Test
    void staysWhileAServiceIsConfiguredWithIt() {
        Api owner = somebody();
        long id = owner.connection("maps");
        long service = owner.service("pg_tileserv", "roads", "{\"connection_id\":" + id + "}");

        Answer refused = owner.delete(PATH + "/" + id);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.details().path("services").toString()).isEqualTo("[\"roads\"]");
        owner.delete("/user-services/" + service);
        assertThat(owner.delete(PATH + "/" + id).status()).isEqualTo(204);
    }

    @Test
    void sendsItsPasswordToNoOtherHost() {
        Api owner = somebody();
        String path = PATH + "/" + owner.connection("maps");

        assertThat(owner.put(path, "{\"host\":\"10.6.6.6\"}")
                        .details()
                        .at("/fields/0/field")
                        .asString())
                .isEqualTo("password");
        assertThat(owner.put(path, "{\"host\":\"10.6.6.6\",\"password\":\"another one\"}")
                        .text("host"))
                .isEqualTo("10.6.6.6");
        assertThat(owner.put(path, "{\"name\":\"renamed\",\"ssl_mode\":\"verify-full\"}")
                        .text("name"))
                .isEqualTo("renamed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "169.254.169.254",
                "::1",
                "::ffff:127.0.0.1",
                "192.168.0.1",
                "0177.0.0.1",
                "2130706433",
                "http://10.0.0.1/",
                "10.0.0.1:5432",
                "${HOST}",
                "a b"
            })
    void refusesAddressesThatServicesMayNotReach(String host) {
        Answer refused = somebody().post(PATH, """
                {"name":"x","host":"%s","database":"d","username":"u","password":"p"}""".formatted(host));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.details().at("/fields/0/field").asString()).isEqualTo("host");
    }
}
