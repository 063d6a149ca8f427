package io.remotegpu.workspace.templates;

import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.remotegpu.web.Precondition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Templates")
@RequestMapping("/api/v1/environment-templates")
class TemplateController {
    private final Templates templates;
    private final TemplateRepository repository;

    TemplateController(Templates templates, TemplateRepository repository) {
        this.templates = templates;
        this.repository = repository;
    }

    @Operation(summary = "The templates that you may use")
    @GetMapping
    ApiResponse<PageView<Template>> list(
            Caller caller,
            @Listing(
                            sort = {"name", "created_at", "updated_at"},
                            defaultSort = "name",
                            filters = {"visibility", "workspace_id"})
                    PageQuery query) {
        return ApiResponse.of(repository.page(caller, query));
    }

    @Operation(summary = "Keep a template")
    @PostMapping
    @Answers(HttpStatus.CREATED)
    ResponseEntity<ApiResponse<Template>> create(Caller caller, @Valid @RequestBody NewTemplate body) {
        Template created = templates.create(caller, body);
        return ResponseEntity.created(URI.create("/api/v1/environment-templates/" + created.id()))
                .body(ApiResponse.of(created));
    }

    @Operation(summary = "One template")
    @GetMapping("/{id}")
    ApiResponse<Template> show(Caller caller, @PathVariable @Positive long id) {
        return ApiResponse.of(templates.show(caller, id));
    }

    @Operation(summary = "Change a template")
    @PatchMapping("/{id}")
    ApiResponse<Template> change(
            Caller caller,
            @PathVariable @Positive long id,
            @Valid @RequestBody TemplateChanges body,
            Precondition precondition) {
        return ApiResponse.of(templates.change(caller, id, body, precondition));
    }

    @Operation(summary = "Delete a template")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable @Positive long id) {
        templates.delete(caller, id);
    }
}
