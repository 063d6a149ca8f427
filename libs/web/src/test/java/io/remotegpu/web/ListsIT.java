package io.remotegpu.web;

import org.junit.jupiter.api.Test;

class ListsIT extends SampleServiceTest {
    @Test
    void pagesByNumberAndWalksByCursor() {
        String token = KEYS.token("external", in(60));
        get("/api/v1/samples?page=2&page_size=2&sort=-created_at&status=running,stopped&owner=7", token)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data.pagination.page")
                .isEqualTo(2)
                .jsonPath("$.data.pagination.total_pages")
                .isEqualTo(21)
                .jsonPath("$.data.next_cursor")
                .isNotEmpty();
        String cursor = new Cursor("-created_at", "2026-01-01T00:00:00Z", "2").encoded();
        get("/api/v1/samples?page_size=2&cursor=" + cursor, token)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data.pagination")
                .doesNotExist();
    }

    @Test
    void refusesWhatTheListDoesNotKnow() {
        String token = KEYS.token("external", in(60));
        for (String query :
                new String[] {"colour=red", "sort=password", "page=0", "page_size=101", "page=x", "cursor=x"}) {
            refused("/api/v1/samples?" + query, token, 400, 30001, "validation_failed");
        }
    }
}
