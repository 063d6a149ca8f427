package io.remotegpu.gis.quotas;

import io.remotegpu.contracts.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class QuotaRepository {
    private final JdbcClient jdbc;

    QuotaRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends nobody else takes anything of this user's quota. */
    void lock(CustomerId user) {
        jdbc.sql("insert into quota_ledgers (user_id) values (:user) on conflict do nothing")
                .param("user", user.value())
                .update();
        jdbc.sql("select user_id from quota_ledgers where user_id = :user for update")
                .param("user", user.value())
                .query(Long.class)
                .single();
    }

    Optional<Quota> active(CustomerId user, Instant now) {
        return jdbc.sql("""
                        select * from system_resource_quotas
                        where user_id = :user and is_active and effective_date <= :now
                          and (expiry_date is null or expiry_date > :now)
                        """)
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(QuotaRepository::quota)
                .optional();
    }

    /** The former one stays as history. */
    void replace(CustomerId user, Quota quota, Instant now, CustomerId administrator) {
        jdbc.sql(
                        "update system_resource_quotas set is_active = false, updated_at = :now where user_id = :user and is_active")
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        Limits limits = quota.limits();
        jdbc.sql("""
                        insert into system_resource_quotas (user_id, quota_type, max_geoserver_services, max_martin_services,
                            max_other_services, max_memory_mb, max_storage_mb, concurrent_requests, effective_date,
                            expiry_date, created_at, updated_at, created_by)
                        values (:user, :type, :geoserver, :martin, :other, :memory, :storage, :requests, :now,
                            cast(:expiry as timestamptz), :now, :now, :administrator)
                        """)
                .param("user", user.value())
                .param("type", quota.type().wireName())
                .param("geoserver", limits.maxGeoserverServices())
                .param("martin", limits.maxMartinServices())
                .param("other", limits.maxOtherServices())
                .param("memory", limits.maxMemoryMb())
                .param("storage", limits.maxStorageMb())
                .param("requests", limits.concurrentRequests())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expiry", text(quota.expiryDate()))
                .param("administrator", administrator.value())
                .update();
    }

    Usage usage(CustomerId user) {
        Map<String, Integer> services = new TreeMap<>();
        jdbc.sql("""
                        select service_type, count(*) as services from user_service_configs
                        where user_id = :user and deleted_at is null group by service_type
                        """)
                .param("user", user.value())
                .query((row, number) -> services.put(row.getString(1), row.getInt(2)))
                .list();
        return jdbc.sql("""
                        select
                            (select count(*) from running_services where user_id = :user) as running,
                            (select coalesce(sum(memory_mb), 0) from running_services where user_id = :user) as memory,
                            (select coalesce(sum(concurrent_requests), 0) from running_services where user_id = :user) as requests,
                            (select coalesce(sum((resource_quota ->> 'storage_mb')::int), 0) from user_service_configs
                             where user_id = :user and deleted_at is null) as storage,
                            (select coalesce(sum(used_mb), 0) from service_storage join user_service_configs on id = service_id
                             where user_id = :user and deleted_at is null)
                            + (select ceil(coalesce(sum(used_bytes), 0) / 1048576.0)::int
                               from data_files files join user_service_configs services on services.id = service_id
                               where user_id = :user and deleted_at is null) as storage_used
                        """)
                .param("user", user.value())
                .query((row, number) -> new Usage(
                        services,
                        row.getInt("running"),
                        row.getInt("memory"),
                        row.getInt("requests"),
                        row.getInt("storage"),
                        row.getInt("storage_used")))
                .single();
    }

    Optional<Running> running(long service) {
        return jdbc.sql(
                        "select user_id, memory_mb, concurrent_requests from running_services where service_id = :service")
                .param("service", service)
                .query((row, number) -> new Running(new CustomerId(row.getLong(1)), row.getInt(2), row.getInt(3)))
                .optional();
    }

    void run(long service, Running running, Instant now) {
        jdbc.sql("""
                        insert into running_services (service_id, user_id, memory_mb, concurrent_requests, since)
                        values (:service, :user, :memory, :requests, :now)
                        on conflict (service_id) do update
                        set memory_mb = excluded.memory_mb, concurrent_requests = excluded.concurrent_requests
                        """)
                .param("service", service)
                .param("user", running.user().value())
                .param("memory", running.memoryMb())
                .param("requests", running.concurrentRequests())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void end(long service) {
        jdbc.sql("delete from running_services where service_id = :service")
                .param("service", service)
                .update();
    }

    record Running(CustomerId user, int memoryMb, int concurrentRequests) {}

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static Quota quota(ResultSet row, int number) throws SQLException {
        OffsetDateTime expiry = row.getObject("expiry_date", OffsetDateTime.class);
        return new Quota(
                QuotaType.of(row.getString("quota_type")),
                new Limits(
                        row.getInt("max_geoserver_services"),
                        row.getInt("max_martin_services"),
                        row.getInt("max_other_services"),
                        row.getInt("max_memory_mb"),
                        row.getInt("max_storage_mb"),
                        row.getInt("concurrent_requests")),
                expiry == null ? null : expiry.toInstant());
    }
}
