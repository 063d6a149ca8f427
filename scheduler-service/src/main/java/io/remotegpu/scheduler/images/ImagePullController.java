package io.remotegpu.scheduler.images;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.scheduler.images.ImagePullViews.ImagePull;
import io.remotegpu.scheduler.images.ImagePullViews.Summary;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asks hosts for images before anybody starts from them, for those who run the platform. */
@RestController
@RequestMapping("/api/v1/admin/image-pulls")
class ImagePullController {
    private final ImagePulls pulls;
    private final ImagePullViews views;

    ImagePullController(ImagePulls pulls, ImagePullViews views) {
        this.pulls = pulls;
        this.views = views;
    }

    @PostMapping
    ResponseEntity<ApiResponse<ImagePull>> request(Caller caller, @Valid @RequestBody NewImagePull body) {
        caller.requireAdmin();
        UUID id = pulls.request(caller, body);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/admin/image-pulls/" + id))
                .body(ApiResponse.of(view(id)));
    }

    @GetMapping
    ApiResponse<PageView<Summary>> list(Caller caller, PageQuery query) {
        caller.requireAdmin();
        return ApiResponse.of(PageView.of(query, views.list(query.limit(), query.offset()), views.count()));
    }

    @GetMapping("/{id}")
    ApiResponse<ImagePull> one(Caller caller, @PathVariable UUID id) {
        caller.requireAdmin();
        return ApiResponse.of(view(id));
    }

    private ImagePull view(UUID id) {
        return views.find(id).orElseThrow(() -> PlatformException.notFound("image pull", id));
    }
}
