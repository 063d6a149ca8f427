package io.remotegpu.identity.audit;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The audit log, for administrators. */
@RestController
@Tag(name = "Audit log")
@RequestMapping("/api/v1/admin/audit-logs")
class AuditController {
    private final AuditSearch search;
    private final AuditExport export;
    private final AuditVerifier verifier;
    private final Verifications verifications;

    AuditController(AuditSearch search, AuditExport export, AuditVerifier verifier, Verifications verifications) {
        this.search = search;
        this.export = export;
        this.verifier = verifier;
        this.verifications = verifications;
    }

    @Operation(summary = "Who did what, newest first")
    @GetMapping
    ApiResponse<PageView<AuditLogView>> list(
            Caller caller,
            @Listing(
                            sort = {"created_at", "id"},
                            filters = {
                                "actor_id",
                                "actor",
                                "action",
                                "resource_type",
                                "resource_id",
                                "result",
                                "ip_address",
                                "request_id",
                                "trace_id",
                                "created_after",
                                "created_before"
                            },
                            cursor = true)
                    PageQuery query) {
        caller.requireAdmin();
        return ApiResponse.of(search.page(query));
    }

    @Operation(summary = "Everything that fits the filters as a file: format=csv or format=ndjson, oldest first")
    @GetMapping("/export")
    void export(
            Caller caller,
            @Listing(
                            filters = {
                                "format",
                                "actor_id",
                                "actor",
                                "action",
                                "resource_type",
                                "resource_id",
                                "result",
                                "ip_address",
                                "request_id",
                                "trace_id",
                                "created_after",
                                "created_before"
                            })
                    PageQuery query,
            HttpServletResponse response)
            throws IOException {
        caller.requireAdmin();
        export.write(caller, query, response);
    }

    @Operation(summary = "What the last walk through the whole chain found")
    @GetMapping("/verification")
    ApiResponse<Verification> verification(Caller caller) {
        caller.requireAdmin();
        return ApiResponse.of(verifications
                .latest()
                .orElseThrow(() -> PlatformException.notFound("audit_log_verification", "latest")));
    }

    @Operation(summary = "Walk through the whole chain now; ask for what it found a little later")
    @PostMapping("/verification")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ApiResponse<Map<String, Object>> verify(Caller caller) {
        caller.requireAdmin();
        verifier.verifySoon();
        return ApiResponse.empty();
    }
}
