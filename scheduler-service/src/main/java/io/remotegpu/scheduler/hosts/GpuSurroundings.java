package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.workload.GpuLink;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How the GPUs of a host are joined and which images it has, as its agent told last. Rows that stay are not written: placement reads a host again
 * whenever they are.
 */
@Component
class GpuSurroundings {
    private static final int MOST_LINKS = 4096;
    private static final int MOST_IMAGES = 256;
    private static final int LONGEST_WORD = 255;

    private final JdbcClient jdbc;

    GpuSurroundings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All there was of these is replaced. */
    void replace(HostRegistered host) {
        links(host);
        images(host);
    }

    private void links(HostRegistered host) {
        List<GpuLink> links = host.gpuLinks().stream()
                .filter(link -> Stream.of(link.one(), link.other(), link.link()).allMatch(GpuSurroundings::isWord))
                .limit(MOST_LINKS)
                .toList();
        jdbc.sql("""
            with told as (select distinct on (one, other) * from unnest(:ones, :others, :links) as pair (one, other, link)),
                 gone as (delete from gpu_links
                          where host_id = :host and (one, other) not in (select one, other from told))
            insert into gpu_links (host_id, one, other, link) select :host, one, other, link from told
            on conflict (host_id, one, other) do update set link = excluded.link where gpu_links.link <> excluded.link
            """)
                .param("host", host.hostId().value())
                .param("ones", words(links, GpuLink::one))
                .param("others", words(links, GpuLink::other))
                .param("links", words(links, GpuLink::link))
                .update();
    }

    private void images(HostRegistered host) {
        List<String> images = host.images().stream()
                .filter(GpuSurroundings::isWord)
                .limit(MOST_IMAGES)
                .toList();
        jdbc.sql("""
            with told as (select distinct image from unnest(:images) as image),
                 gone as (delete from host_images where host_id = :host and image not in (select image from told))
            insert into host_images (host_id, image) select :host, image from told on conflict do nothing
            """)
                .param("host", host.hostId().value())
                .param("images", words(images, Function.identity()))
                .update();
    }

    private static boolean isWord(String told) {
        return Objects.nonNull(told) && !told.isEmpty() && told.length() <= LONGEST_WORD;
    }

    private static <T> String[] words(List<T> things, Function<T, String> word) {
        return things.stream().map(word).toArray(String[]::new);
    }
}
