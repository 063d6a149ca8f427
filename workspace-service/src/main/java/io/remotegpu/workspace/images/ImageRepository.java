package io.remotegpu.workspace.images;

import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ImageRepository {
    private static final String FILTERED = """
             from images where (:any_type or type in (:types)) and status in (:statuses)
            and (:any_name or name in (:names))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ImageRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    PageView<Image> page(PageQuery query) {
        Map<String, Object> params = filters(query);
        List<Image> images = jdbc.sql(
                        "select *" + FILTERED + " order by " + query.orderBy() + " limit :limit offset :offset")
                .params(params)
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(ImageRepository::image)
                .list();
        long total = jdbc.sql("select count(*)" + FILTERED)
                .params(params)
                .query(Long.class)
                .single();
        return PageView.of(query, images, total);
    }

    Optional<Image> find(long id) {
        return jdbc.sql("select * from images where id = :id")
                .param("id", id)
                .query(ImageRepository::image)
                .optional();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<Image> lock(long id) {
        return jdbc.sql("select * from images where id = :id for update")
                .param("id", id)
                .query(ImageRepository::image)
                .optional();
    }

    long insert(NewImage image) {
        return jdbc.sql("""
                        insert into images (name, type, title, description, created_at, updated_at)
                        values (:name, :type, :title, :description, :now, :now) returning id
                        """)
                .param("name", image.name())
                .param("type", image.type().wireName())
                .param("title", image.title() == null ? "" : image.title())
                .param("description", image.description() == null ? "" : image.description())
                .param("now", now())
                .query(Long.class)
                .single();
    }

    void update(long id, ImageChanges changes) {
        jdbc.sql("""
                        update images set type = coalesce(:type, type), title = coalesce(:title, title),
                            description = coalesce(:description, description), status = coalesce(:status, status),
                            updated_at = :now
                        where id = :id
                        """)
                .param("id", id)
                .param("type", changes.type() == null ? null : changes.type().wireName())
                .param("title", changes.title())
                .param("description", changes.description())
                .param("status", changes.status())
                .param("now", now())
                .update();
    }

    void delete(long id) {
        jdbc.sql("delete from images where id = :id").param("id", id).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Map<String, Object> filters(PageQuery query) {
        List<String> types = query.values("type");
        List<String> names = query.values("name");
        List<String> statuses = query.values("status");
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("any_type", types.isEmpty());
        params.put("types", types.isEmpty() ? List.of("") : types);
        params.put("any_name", names.isEmpty());
        params.put("names", names.isEmpty() ? List.of("") : names);
        params.put("statuses", statuses.isEmpty() ? List.of("active") : statuses);
        return params;
    }

    private static Image image(ResultSet row, int number) throws SQLException {
        return new Image(
                row.getLong("id"),
                row.getString("name"),
                ImageType.of(row.getString("type")),
                row.getString("title"),
                row.getString("description"),
                row.getString("digest"),
                row.getObject("size", Long.class),
                row.getString("source"),
                row.getString("status"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
