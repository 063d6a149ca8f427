package io.remotegpu.workspace.images;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ImageController {
    private final JdbcClient jdbc;

    ImageController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/api/v1/images")
    ApiResponse<PageView<Image>> list(
            @Listing(
                            sort = {"name", "type"},
                            defaultSort = "name",
                            filters = "type")
                    PageQuery query) {
        List<String> types = query.values("type");
        List<Image> images = jdbc.sql("""
                        select id, name, type, description from images
                        where (:any or type in (:types)) order by %s limit :limit offset :offset
                        """.formatted(query.orderBy()))
                .param("any", types.isEmpty())
                .param("types", types.isEmpty() ? List.of("") : types)
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(Image.class)
                .list();
        long total = jdbc.sql("select count(*) from images where :any or type in (:types)")
                .param("any", types.isEmpty())
                .param("types", types.isEmpty() ? List.of("") : types)
                .query(Long.class)
                .single();
        return ApiResponse.of(PageView.of(query, images, total));
    }
}
