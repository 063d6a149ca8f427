package io.remotegpu.billing.invoices;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A customer's own invoices; administrators may read anyone's by its id. */
@RestController
@RequestMapping("/api/v1/billing/invoices")
class InvoiceController {
    private static final String CSV = "text/csv";

    private final InvoiceStore invoices;
    private final InvoicePdf pdf;

    InvoiceController(InvoiceStore invoices, InvoicePdf pdf) {
        this.invoices = invoices;
        this.pdf = pdf;
    }

    record LineView(
            long workspaceId,
            String environmentId,
            String kind,
            String gpuModel,
            long durationS,
            String gpuSeconds,
            String amount) {
        static LineView of(Invoice.Line line) {
            return new LineView(
                    line.workspaceId(),
                    line.environmentId(),
                    line.kind(),
                    line.gpuModel(),
                    line.durationS(),
                    line.gpuSeconds().toPlainString(),
                    line.amount().toPlainString());
        }
    }

    /** @param lines missing in lists */
    record InvoiceView(
            UUID id,
            String number,
            String kind,
            @Nullable String corrects,
            long customerId,
            YearMonth month,
            String currency,
            String total,
            Instant issuedAt,
            @Nullable List<LineView> lines) {
        static InvoiceView of(Invoice invoice, boolean withLines) {
            return new InvoiceView(
                    invoice.id(),
                    invoice.number(),
                    invoice.kind(),
                    invoice.corrects(),
                    invoice.customerId(),
                    YearMonth.from(invoice.month()),
                    invoice.currency(),
                    invoice.total().toPlainString(),
                    invoice.issuedAt(),
                    withLines ? invoice.lines().stream().map(LineView::of).toList() : null);
        }
    }

    @GetMapping
    ApiResponse<PageView<InvoiceView>> mine(Caller caller, @Listing PageQuery query) {
        long customer = caller.id().value();
        List<InvoiceView> items = invoices.of(customer, query.limit(), query.offset()).stream()
                .map(invoice -> InvoiceView.of(invoice, false))
                .toList();
        return ApiResponse.of(PageView.of(query, items, invoices.count(customer)));
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ApiResponse<InvoiceView> one(@PathVariable("id") UUID id, Caller caller) {
        return ApiResponse.of(InvoiceView.of(find(id, caller), true));
    }

    @GetMapping(path = "/{id}", produces = CSV)
    ResponseEntity<String> csv(@PathVariable("id") UUID id, Caller caller) {
        Invoice invoice = find(id, caller);
        return file(invoice, "csv", MediaType.parseMediaType(CSV)).body(InvoiceCsv.of(invoice));
    }

    /** In the caller's language, Chinese or English. */
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> pdf(@PathVariable("id") UUID id, Caller caller, Locale locale) {
        Invoice invoice = find(id, caller);
        return file(invoice, "pdf", MediaType.APPLICATION_PDF).body(pdf.of(invoice, locale));
    }

    private Invoice find(UUID id, Caller caller) {
        return invoices.find(id)
                .filter(invoice ->
                        caller.isAdmin() || invoice.customerId() == caller.id().value())
                .orElseThrow(() -> PlatformException.notFound("invoice", id));
    }

    private static ResponseEntity.BodyBuilder file(Invoice invoice, String extension, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + invoice.number() + "." + extension + "\"");
    }
}
