package io.remotegpu.workspace.images;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Positive;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Images")
@RequestMapping("/api/v1/images")
class ImageController {
    private final ImageRepository repository;
    private final Images images;

    ImageController(ImageRepository repository, Images images) {
        this.repository = repository;
        this.images = images;
    }

    /** Those on offer; others only when asked for by {@code status}. */
    @Operation(summary = "The catalogue of images")
    @GetMapping
    ApiResponse<PageView<Image>> list(
            @Listing(
                            sort = {"name", "type", "size", "updated_at"},
                            defaultSort = "name",
                            filters = {"type", "status", "name"})
                    PageQuery query) {
        return ApiResponse.of(repository.page(query));
    }

    @Operation(summary = "One image of the catalogue")
    @GetMapping("/{id}")
    ApiResponse<Image> show(@PathVariable @Positive long id) {
        return ApiResponse.of(images.show(id));
    }
}
