package io.remotegpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.PageQuery.Order;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PageQueryTest {
    @Test
    void endsEveryOrderWithTheId() {
        assertThat(sorted(new Order("created_at", true), new Order("name", false))
                        .orderBy("e."))
                .isEqualTo("e.created_at desc, e.name asc, e.id desc");
        assertThat(sorted().orderBy()).isEqualTo("id desc");
        assertThat(sorted(new Order("id", false)).orderBy()).isEqualTo("id asc");
    }

    @Test
    void seeksBehindTheCursorInTheDirectionOfTheOrder() {
        Cursor cursor = new Cursor("name", "a", "9");
        PageQuery query = new PageQuery(1, 20, List.of(new Order("name", false)), "id", Map.of(), cursor);
        assertThat(query.seek()).isEqualTo("(name, id) > (:cursor_key, :cursor_id)");
        assertThat(query.seekParams()).containsKeys("cursor_key", "cursor_id");
        assertThat(query.offset()).isZero();
    }

    @Test
    void readsTheCursorItWroteAndNoOther() {
        String encoded = new Cursor("-name", "line\nbreak", "9").encoded();
        assertThat(Cursor.parse(encoded, "-name")).isEqualTo(new Cursor("-name", "line\nbreak", "9"));
        assertThatThrownBy(() -> Cursor.parse(encoded, "name")).isInstanceOf(PlatformException.class);
        assertThatThrownBy(() -> Cursor.parse("%%%", "name")).isInstanceOf(PlatformException.class);
    }

    @Test
    void readsFiltersAsConstantsAndInstants() {
        PageQuery query = new PageQuery(
                3,
                20,
                List.of(),
                "id",
                Map.of("unit", List.of("days", "HOURS"), "created_after", List.of("2026-01-01T00:00:00Z")),
                null);
        assertThat(query.values("unit", TimeUnit.class)).containsExactly(TimeUnit.DAYS, TimeUnit.HOURS);
        assertThat(query.instant("created_after")).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(query.offset()).isEqualTo(40);
        assertThatThrownBy(() -> query.value("unit")).hasMessage("unit must be one value");
        assertThatThrownBy(() -> query.instant("unit")).isInstanceOf(PlatformException.class);
    }

    private static PageQuery sorted(Order... orders) {
        return new PageQuery(1, 20, List.of(orders), "id", Map.of(), null);
    }
}
