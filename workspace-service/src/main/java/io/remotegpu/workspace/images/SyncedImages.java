package io.remotegpu.workspace.images;

import io.remotegpu.workspace.images.registry.FoundImage;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Brings the entries of one source in line with what was found there. */
@Repository
class SyncedImages {
    private final JdbcClient jdbc;
    private final Clock clock;

    SyncedImages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Three statements, however many images. What an administrator entered or changed by hand stays: type, title, description, and that an
     * image is disabled. Two readings of one source follow each other.
     */
    @Transactional
    SyncReport bring(String source, List<FoundImage> found, ImageType type) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:source, 0))")
                .param("source", "images:" + source)
                .query((row, number) -> true)
                .single();
        int missing = markMissing(source, found);
        List<Boolean> changes = write(source, found, type);
        int added = (int) changes.stream().filter(isNew -> isNew).count();
        int updated = changes.size() - added;
        return new SyncReport(source, added, updated, found.size() - changes.size(), missing);
    }

    private int markMissing(String source, List<FoundImage> found) {
        return jdbc.sql("""
                        update images set status = 'missing', updated_at = :now
                        where source = :source and status <> 'missing' and name <> all (:names)
                        """)
                .param("source", source)
                .param("names", found.stream().map(FoundImage::name).toArray(String[]::new))
                .param("now", now())
                .update();
    }

    /** For each row that was written, whether it is new; a row that is as it was is not written. */
    private List<Boolean> write(String source, List<FoundImage> found, ImageType type) {
        return jdbc.sql("""
                        insert into images (name, type, description, digest, size, source, created_at, updated_at)
                        select name, :type, '', digest, size, :source, :now, :now
                        from unnest(:names, :digests, cast(:sizes as bigint[])) as found (name, digest, size)
                        on conflict (name) do update set digest = excluded.digest, size = excluded.size,
                            source = excluded.source, updated_at = excluded.updated_at,
                            status = case images.status when 'missing' then 'active' else images.status end
                        where images.digest is distinct from excluded.digest or images.status = 'missing'
                            or images.source is distinct from excluded.source
                        returning xmax = 0 as is_new
                        """)
                .param("source", source)
                .param("type", type.wireName())
                .param("names", found.stream().map(FoundImage::name).toArray(String[]::new))
                .param("digests", found.stream().map(FoundImage::digest).toArray(String[]::new))
                .param("sizes", found.stream().map(FoundImage::size).toArray(Long[]::new))
                .param("now", now())
                .query(Boolean.class)
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
