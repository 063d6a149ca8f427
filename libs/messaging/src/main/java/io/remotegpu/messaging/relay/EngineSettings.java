package io.remotegpu.messaging.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.transforms.outbox.EventRouter;
import io.remotegpu.contracts.wire.CloudEventHeaders;
import java.util.Locale;
import java.util.Properties;

/** What the Debezium engine is told. */
final class EngineSettings {
    private static final String PUBLICATION = "remotegpu_outbox";

    private EngineSettings() {}

    /** A slot belongs to the whole server, so it carries the database's name. */
    static String slot(Database database) {
        return "outbox_" + database.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    }

    static Properties of(Database database, RelayProperties relay) {
        Properties settings = new Properties();
        settings.setProperty("name", slot(database));
        settings.setProperty("topic.prefix", slot(database));
        connection(settings, database);
        log(settings, database);
        pace(settings, relay);
        offsets(settings, database, relay);
        routing(settings);
        return settings;
    }

    private static void connection(Properties settings, Database database) {
        settings.setProperty("connector.class", PostgresConnector.class.getName());
        settings.setProperty("database.hostname", database.host());
        settings.setProperty("database.port", database.port());
        settings.setProperty("database.dbname", database.name());
        settings.setProperty("database.user", database.user());
        settings.setProperty("database.password", database.password());
    }

    private static void log(Properties settings, Database database) {
        settings.setProperty("plugin.name", "pgoutput");
        settings.setProperty("slot.name", slot(database));
        settings.setProperty("publication.name", PUBLICATION);
        settings.setProperty("publication.autocreate.mode", "disabled");
        settings.setProperty("table.include.list", "public.outbox");
        // Rows older than the slot, or than a slot that was lost, are read from the table instead.
        settings.setProperty("snapshot.mode", "when_needed");
        settings.setProperty("snapshot.select.statement.overrides", "public.outbox");
        settings.setProperty(
                "snapshot.select.statement.overrides.public.outbox", "select * from public.outbox order by seq");
        // A slot may look active for a moment after its owner was killed; the relay itself tries again.
        settings.setProperty("slot.max.retries", "1");
        settings.setProperty("slot.retry.delay.ms", "500");
        settings.setProperty("errors.max.retries", "0");
    }

    private static void pace(Properties settings, RelayProperties relay) {
        settings.setProperty(
                "poll.interval.ms", Long.toString(relay.pollInterval().toMillis()));
        settings.setProperty("max.batch.size", Integer.toString(relay.batchSize()));
        settings.setProperty("queue.provider.type", RestingQueue.NAME);
        settings.setProperty("max.queue.size", Integer.toString(relay.batchSize() * 4));
        settings.setProperty("record.processing.threads", "1");
        settings.setProperty(
                "heartbeat.interval.ms", Long.toString(relay.heartbeat().toMillis()));
        // The server's log grows with every database on it; a message of our own lets a quiet outbox's slot move on.
        settings.setProperty("heartbeat.action.query", "select pg_logical_emit_message(false, 'remotegpu.relay', '')");
        settings.setProperty("message.prefix.exclude.list", "remotegpu\\.relay");
    }

    private static void offsets(Properties settings, Database database, RelayProperties relay) {
        settings.setProperty("offset.storage", PostgresOffsetStore.class.getName());
        settings.setProperty(
                "offset.flush.interval.ms", Long.toString(relay.rememberEvery().toMillis()));
        settings.setProperty(PostgresOffsetStore.URL, database.url());
        settings.setProperty(PostgresOffsetStore.USER, database.user());
        settings.setProperty(PostgresOffsetStore.PASSWORD, database.password());
    }

    private static void routing(Properties settings) {
        settings.setProperty("transforms", "outbox");
        settings.setProperty("transforms.outbox.type", EventRouter.class.getName());
        settings.setProperty("transforms.outbox.route.topic.replacement", "${routedByValue}");
        settings.setProperty(
                "transforms.outbox.table.fields.additional.placement",
                String.join(
                        ",",
                        "id:header:" + CloudEventHeaders.ID,
                        "type:header:" + CloudEventHeaders.TYPE,
                        "source:header:" + CloudEventHeaders.SOURCE,
                        "subject:header:" + CloudEventHeaders.SUBJECT,
                        "created_at:header:" + CloudEventHeaders.TIME,
                        "traceparent:header:" + CloudEventHeaders.TRACEPARENT));
    }
}
