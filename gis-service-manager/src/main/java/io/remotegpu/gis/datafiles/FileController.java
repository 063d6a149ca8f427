package io.remotegpu.gis.datafiles;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.services.ServiceDirectory;
import io.remotegpu.gis.services.UserService;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files of a service. Their bytes travel as in tus 1.0, the protocol of resumable uploads; its clients go on with an upload that was announced here. */
@RestController
@Tag(name = "Files of services")
@RequestMapping("/api/v1/user-services/{id}/files")
class FileController {
    static final String BYTES = "application/offset+octet-stream";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String TUS = "Tus-Resumable";
    private static final String TUS_VERSION = "1.0.0";

    private final ServiceDirectory services;
    private final UploadedFiles files;
    private final Uploads uploads;
    private final Receiving receiving;

    FileController(ServiceDirectory services, UploadedFiles files, Uploads uploads, Receiving receiving) {
        this.services = services;
        this.files = files;
        this.uploads = uploads;
        this.receiving = receiving;
    }

    record FileList(List<FileView> items) {}

    @Operation(summary = "The service's files and uploads")
    @GetMapping
    ApiResponse<FileList> list(Caller caller, @PathVariable @Positive long id) {
        services.require(caller, id);
        return ApiResponse.of(
                new FileList(files.of(id).stream().map(FileView::of).toList()));
    }

    @Operation(summary = "Announce a file; its bytes follow by PATCH, and the service finds it from its next start on")
    @PostMapping
    @Answers(
            value = HttpStatus.CREATED,
            refuses = {ErrorCode.ALREADY_EXISTS, ErrorCode.QUOTA_EXCEEDED})
    ResponseEntity<ApiResponse<FileView>> announce(
            Caller caller, @PathVariable @Positive long id, @Valid @RequestBody NewFile body) {
        UserService service = services.require(caller, id);
        UploadedFile file = uploads.announce(service, body);
        return ResponseEntity.created(URI.create("/api/v1/user-services/" + id + "/files/" + file.id()))
                .header(TUS, TUS_VERSION)
                .body(ApiResponse.of(FileView.of(file)));
    }

    @Operation(summary = "One file; Upload-Offset says where its upload goes on")
    @GetMapping("/{file}")
    ResponseEntity<ApiResponse<FileView>> show(
            Caller caller, @PathVariable @Positive long id, @PathVariable @Positive long file) {
        UploadedFile found = require(caller, id, file);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(OFFSET, Long.toString(found.received()))
                .header(LENGTH, Long.toString(found.size()))
                .header(TUS, TUS_VERSION)
                .body(ApiResponse.of(FileView.of(found)));
    }

    @Operation(
            summary = "Send the next bytes, as many as you like, of type " + BYTES
                    + "; Upload-Offset says where they belong")
    @PatchMapping("/{file}")
    @Answers(value = HttpStatus.NO_CONTENT, refuses = ErrorCode.ENVIRONMENT_STATE_CONFLICT)
    ResponseEntity<Void> append(
            Caller caller,
            @PathVariable @Positive long id,
            @PathVariable @Positive long file,
            @RequestHeader(name = OFFSET, required = false) @Nullable Long offset,
            HttpServletRequest request)
            throws IOException {
        UploadedFile found = require(caller, id, file);
        String type = request.getContentType();
        if (type == null || !type.startsWith(BYTES)) {
            throw FieldError.refuse("Content-Type", "must be " + BYTES);
        }
        if (offset == null) {
            throw FieldError.refuse(OFFSET, "must be the number of bytes that are here already");
        }
        long received = receiving.receive(found, offset, request.getInputStream());
        return ResponseEntity.noContent()
                .header(OFFSET, Long.toString(received))
                .header(TUS, TUS_VERSION)
                .build();
    }

    @Operation(summary = "Delete a file or give up its upload; a service that runs sees it until it is started again")
    @DeleteMapping("/{file}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable @Positive long id, @PathVariable @Positive long file) {
        services.require(caller, id);
        uploads.delete(id, file);
    }

    private UploadedFile require(Caller caller, long id, long file) {
        services.require(caller, id);
        return files.find(id, file).orElseThrow(() -> PlatformException.notFound("data_file", file));
    }
}
