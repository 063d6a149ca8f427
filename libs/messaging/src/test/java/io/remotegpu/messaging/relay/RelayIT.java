package io.remotegpu.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.remotegpu.messaging.KeyDesk.Desk;
import io.remotegpu.messaging.KeyDesk.Handler;
import io.remotegpu.messaging.MessagingTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ProducerFactory;

@MessagingTest
class RelayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Relay relay;

    @Autowired
    private Desk desk;

    @Autowired
    private Handler handler;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcConnectionDetails connection;

    @Autowired
    private RelayProperties properties;

    @Autowired
    private ProducerFactory<?, ?> producers;

    @BeforeEach
    void relaying() {
        await().atMost(PATIENCE).until(() -> relay.state() == RelayState.RELAYING);
    }

    @AfterEach
    void running() {
        if (!relay.isRunning()) {
            relay.start();
        }
    }

    @Test
    void sendsWhatWasPublishedWhileItWasDown() {
        relay.stop();
        desk.remove(41, 1, 2, 3);
        relay.start();

        await().atMost(PATIENCE).until(() -> handler.handled(41).equals(List.of(1L, 2L, 3L)));
    }

    @Test
    void goesOnAfterTheServerCutsItsConnections() {
        desk.remove(42, 1);
        await().atMost(PATIENCE).until(() -> handler.handled(42).equals(List.of(1L)));

        jdbc.sql("select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = ?")
                .param(EngineSettings.slot(database()))
                .query(Boolean.class)
                .single();
        desk.remove(42, 2, 3);

        await().atMost(PATIENCE).until(() -> handler.handled(42).equals(List.of(1L, 2L, 3L)));
    }

    @Test
    void readsTheTableWhenTheSlotIsGone() {
        relay.stop();
        dropTheSlot();
        desk.remove(43, 1, 2);
        relay.start();

        await().atMost(PATIENCE).until(() -> handler.handled(43).equals(List.of(1L, 2L)));
    }

    /** The changed row lies behind the others then, and a table is read as it lies. */
    @Test
    void readsTheTableInTheOrderOfPublishing() {
        relay.stop();
        dropTheSlot();
        desk.remove(47, 1, 2, 3);
        // A change may take the place of rows that are gone, before the others, so it is repeated.
        await().until(() -> {
            jdbc.sql("update outbox set subject = subject where aggregateid = '47' and payload like '%\"key_id\":1%'")
                    .update();
            return jdbc.sql("select payload from outbox where aggregateid = '47' order by ctid desc limit 1")
                    .query(String.class)
                    .single()
                    .contains("\"key_id\":1");
        });
        relay.start();

        await().atMost(PATIENCE).until(() -> handler.handled(47).size() == 3);
        assertThat(handler.handled(47)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void letsOneReplicaRelayAndTheOtherTakeOver() {
        Relay second = replica();
        second.start();
        try {
            desk.remove(44, LongStream.rangeClosed(1, 50).toArray());
            await().atMost(PATIENCE).until(() -> handler.handled(44).size() == 50);
            await().during(Duration.ofSeconds(2)).until(() -> second.state() == RelayState.STANDBY);
            assertThat(new RelayHealth(second).health().getStatus()).isEqualTo(Status.UP);

            relay.stop();
            desk.remove(44, LongStream.rangeClosed(51, 60).toArray());
            await().atMost(PATIENCE).until(() -> second.state() == RelayState.RELAYING);
            await().atMost(PATIENCE).until(() -> handler.handled(44).size() == 60);
            assertThat(handler.handled(44)).doesNotHaveDuplicates().isSorted();
        } finally {
            second.stop();
        }
    }

    /** Else the server would keep its log for ever when only other tables, or other databases, are busy. */
    @Test
    void letsTheServerDropOldLogWhileTheOutboxIsQuiet() {
        jdbc.sql("insert into handled (customer_id, key_id) values (46, 1)").update();
        String now = jdbc.sql("select pg_current_wal_lsn()::text")
                .query(String.class)
                .single();

        await().atMost(PATIENCE).until(() -> jdbc.sql("""
                        select confirmed_flush_lsn >= ?::pg_lsn from pg_replication_slots where slot_name = ?
                        """)
                .params(now, EngineSettings.slot(database()))
                .query(Boolean.class)
                .single());
    }

    /** Printed, not judged: the figure belongs to the machine. */
    @Test
    void printsHowSoonAMessageIsHandled() throws InterruptedException {
        long[] millis = new long[200];
        for (int i = 0; i < millis.length; i++) {
            long key = 100_000 + i;
            Instant start = Instant.now();
            desk.remove(45, key);
            await().pollInterval(Duration.ofMillis(1)).atMost(PATIENCE).until(() -> handler.handledAt(key)
                    .isBefore(Instant.MAX));
            millis[i] = Duration.between(start, handler.handledAt(key)).toMillis();
            Thread.sleep(20);
        }
        Arrays.sort(millis);
        System.out.printf("publish to handler: p50 %d ms, p99 %d ms%n", millis[100], millis[198]);
        await().untilAsserted(() -> assertThat(handler.handled(45))
                .hasSize(millis.length)
                .doesNotHaveDuplicates()
                .isSorted());
    }

    /** The server frees a slot only some time after its reader has gone. */
    private void dropTheSlot() {
        await().until(() -> jdbc.sql("select not active from pg_replication_slots where slot_name = ?")
                .param(EngineSettings.slot(database()))
                .query(Boolean.class)
                .single());
        jdbc.sql("select pg_drop_replication_slot(?)")
                .param(EngineSettings.slot(database()))
                .query()
                .listOfRows();
    }

    private Relay replica() {
        return new Relay(
                database(),
                properties,
                streaming -> new RelayRun(
                        EngineSettings.of(database(), properties),
                        new OutboxPublisher(
                                producers.getConfigurationProperties(), new SimpleMeterRegistry(), Clock.systemUTC()),
                        streaming));
    }

    private Database database() {
        return Database.of(connection.getJdbcUrl(), connection.getUsername(), connection.getPassword());
    }
}
