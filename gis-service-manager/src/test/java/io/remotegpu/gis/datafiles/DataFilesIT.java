package io.remotegpu.gis.datafiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.workload.DataFile;
import io.remotegpu.contracts.workload.DataFiles;
import io.remotegpu.gis.Api;
import io.remotegpu.gis.access.WorkloadIds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Files of services on a real PostgreSQL. */
class DataFilesIT extends UploadTestBase {
    @Test
    void aFileGrowsPieceByPieceAndGoesOnWhereItStopped() throws IOException {
        UploadClient martin = martin();
        byte[] world = large();
        long file = martin.announce("mbtiles", "world.mbtiles", world.length)
                .data()
                .path("id")
                .asLong();

        assertThat(martin.append(file, 0, Arrays.copyOf(world, 2_500_000))
                        .headers()
                        .firstValue("Upload-Offset"))
                .hasValue("2500000");
        assertThat(martin.append(file, 0, Arrays.copyOf(world, 1_000)).statusCode())
                .isEqualTo(409);
        assertThat(martin.show(file).path("received_bytes").asLong()).isEqualTo(2_500_000);
        martin.append(file, 2_500_000, Arrays.copyOfRange(world, 2_500_000, world.length));

        JsonNode ready = martin.checked(file);
        assertThat(ready.path("state").asString()).as("%s", ready).isEqualTo("ready");
        assertThat(ready.path("sha256").asString()).isEqualTo(Sums.of(new ByteArrayInputStream(world)));
        assertThat(martin.append(file, world.length, new byte[1]).statusCode()).isEqualTo(409);
    }

    @Test
    void aStartTellsItsHostWhereTheFilesAreAndNoLaterWishLeavesThatOpen() throws IOException {
        UploadClient martin = martin();
        String service = "/user-services/" + martin.service();
        Api.Answer early = martin.api().post(service + "/start", "{}");
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.details().path("files").toString()).contains("mbtiles/world.mbtiles");

        byte[] world = large();
        martin.upload("mbtiles", "world.mbtiles", world);
        assertThat(martin.api().post(service + "/start", "{}").status()).isEqualTo(202);
        DataFiles told = filesToldTo(martin.service());
        DataFile file = told.files().getFirst();
        assertThat(file.path()).isEqualTo("mbtiles/world.mbtiles");
        assertThat(told.source()).isEqualTo("https://maps.example.org/api/v1/user-services/downloads");

        assertThat(martin.download(file.sha256(), told.ticket()).body()).isEqualTo(world);
        var rest = martin.download(file.sha256(), told.ticket(), "Range", "bytes=1500000-");
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(world, 1_500_000, world.length));
        assertThat(martin.download(file.sha256(), told.ticket() + "A").statusCode())
                .isEqualTo(403);
        assertThat(martin.download("0".repeat(64), told.ticket()).statusCode()).isEqualTo(404);

        clock.advance(Duration.ofDays(8));
        assertThat(martin.download(file.sha256(), told.ticket()).statusCode()).isEqualTo(403);
        clock.advance(Duration.ofDays(-8));
        assertThat(martin.api().post(service + "/stop", "{}").status()).isEqualTo(202);
        assertThat(martin.download(file.sha256(), told.ticket()).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "mbtiles, ../x.mbtiles, 10, name",
        "mbtiles, x.exe, 10, name",
        "mbtiles, x.pmtiles, 10, name",
        "../etc, x.mbtiles, 10, folder",
        "mbtiles, x.mbtiles, 0, size_bytes",
        "mbtiles, x.mbtiles, 3000000000, size_bytes"
    })
    void refusesToBeginWithWhatCouldNeverBeKept(String folder, String name, long size, String field) {
        Api.Answer answer = martin().announce(folder, name, size);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.details().toString()).contains("\"" + field + "\"");
    }

    @Test
    void keepsNoMoreThanTheServiceMayAndOneFileOfAName() {
        UploadClient martin = martin();
        long half = 33L << 20;
        assertThat(martin.announce("mbtiles", "a.mbtiles", half).status()).isEqualTo(201);
        assertThat(martin.announce("mbtiles", "a.mbtiles", 10).status()).isEqualTo(409);
        assertThat(martin.announce("mbtiles", "A.MBTILES", 10).status()).isEqualTo(409);
        Api.Answer second = martin.announce("mbtiles", "b.mbtiles", half);
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.details().path("resource").asString()).isEqualTo("storage_bytes");
    }

    @Test
    void keepsNoMoreFilesThanCanBeListedAndBroughtToAHost() {
        UploadClient martin = martin();
        assertThat(martin.announce("mbtiles", "a.mbtiles", 10).status()).isEqualTo(201);
        copyFiles(martin.service(), 498);
        assertThat(martin.announce("mbtiles", "b.mbtiles", 10).status()).isEqualTo(201);
        Api.Answer last = martin.announce("mbtiles", "c.mbtiles", 10);
        assertThat(last.code()).isEqualTo(40003);
        assertThat(last.details().path("resource").asString()).isEqualTo("files");
        assertThat(last.details().path("limit").asInt()).isEqualTo(500);
    }

    @Test
    void refusesWhatWouldBeMoreThanAHostTakes() {
        UploadClient martin = martin();
        long first = martin.upload("mbtiles", "a.mbtiles", SampleFiles.sqlite(1, "MPBX"))
                .path("id")
                .asLong();
        jdbc.sql("""
                        insert into data_file_entries (file_id, entry, path, size_bytes, sha256)
                        select :file, n, 'mbtiles/' || n, 1, repeat('0', 64) from generate_series(1, 1999) n
                        """).param("file", first).update();
        JsonNode refused = martin.upload("mbtiles", "b.mbtiles", SampleFiles.sqlite(1, "MPBX"));
        assertThat(refused.path("state").asString()).isEqualTo("refused");
        assertThat(refused.path("problem").asString()).contains("2001 files", "may read 2000");
    }

    @Test
    void refusesWhatIsNotWhatWasAnnounced() {
        UploadClient martin = martin();
        byte[] world = SampleFiles.sqlite(1, "MPBX");
        Api.Answer announced = martin.api().post(martin.files(), """
                {"folder":"mbtiles","name":"w.mbtiles","size_bytes":4096,"sha256":"%s"}""".formatted("0".repeat(64)));
        long file = announced.data().path("id").asLong();
        martin.append(file, 0, world);
        assertThat(martin.checked(file).path("problem").asString()).contains("SHA-256");
        assertThat(martin.append(file, 0, Arrays.copyOf(world, 1_000)).statusCode())
                .isEqualTo(409);
    }

    @Test
    void goesWithItsServiceAndIsForgottenWhenNobodyGoesOn() {
        UploadClient martin = martin();
        long file =
                martin.announce("mbtiles", "a.mbtiles", 4096).data().path("id").asLong();
        assertThat(martin.api().delete("/user-services/" + martin.service()).status())
                .isEqualTo(204);
        assertThat(jdbc.sql("select count(*) from data_files where id = :file")
                        .param("file", file)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void copyFiles(long service, int times) {
        jdbc.sql("""
                        insert into data_files (service_id, folder, name, format, size_bytes, used_bytes, created_at, updated_at)
                        select service_id, folder, n || name, format, size_bytes, used_bytes, created_at, updated_at
                        from data_files, generate_series(1, :times) n where service_id = :service
                        """).param("times", times).param("service", service).update();
    }

    private DataFiles filesToldTo(long service) {
        DataFiles files = topics.await(
                        GisStartRequested.class, wish -> wish.serviceId().equals(WorkloadIds.of(service)))
                .workload()
                .dataFiles();
        assertThat(files).isNotNull();
        return files;
    }

    /** Of more than one piece, and of pages that do not end where pieces do. */
    private static byte[] large() {
        byte[] database = SampleFiles.sqlite(900, "MPBX");
        byte[] noise = new byte[database.length - 4096];
        new Random(7).nextBytes(noise);
        System.arraycopy(noise, 0, database, 4096, noise.length);
        return database;
    }
}
