package io.remotegpu.workspace.images;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Precondition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Images")
@RequestMapping("/api/v1/admin/images")
class AdminImageController {
    private final Images images;

    AdminImageController(Images images) {
        this.images = images;
    }

    @Operation(summary = "Put an image into the catalogue")
    @PostMapping
    @Answers(value = HttpStatus.CREATED, refuses = ErrorCode.ALREADY_EXISTS)
    ResponseEntity<ApiResponse<Image>> add(Caller caller, @Valid @RequestBody NewImage body) {
        caller.requireAdmin();
        Image added = images.add(body);
        return ResponseEntity.created(URI.create("/api/v1/images/" + added.id()))
                .body(ApiResponse.of(added));
    }

    /** Reads a registry now and answers what changed. */
    @Operation(summary = "Read a registry or a Harbor project into the catalogue")
    @PostMapping("/sync")
    @Answers(refuses = ErrorCode.REGISTRY_ERROR)
    ApiResponse<SyncReport> sync(Caller caller, @Valid @RequestBody SyncRequest body) {
        caller.requireAdmin();
        return ApiResponse.of(images.sync(body));
    }

    @Operation(summary = "Change how the catalogue shows an image")
    @PatchMapping("/{id}")
    ApiResponse<Image> change(
            Caller caller,
            @PathVariable @Positive long id,
            @Valid @RequestBody ImageChanges body,
            Precondition precondition) {
        caller.requireAdmin();
        return ApiResponse.of(images.change(id, body, precondition));
    }

    @Operation(summary = "Take an image out of the catalogue; what runs from it goes on")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable @Positive long id) {
        caller.requireAdmin();
        images.delete(id);
    }
}
