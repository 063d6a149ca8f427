package io.remotegpu.billing.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class InvoicePdfTest {
    private static final InvoicePdf PDF =
            new InvoicePdf(new InvoiceProperties(Duration.ofHours(6), "INV", "RemoteGPU"));

    @Test
    void readsInEnglish() throws IOException {
        String text = text(PDF.of(invoice(), Locale.ENGLISH));

        assertThat(text).contains("INV-2026-000042").contains("Total").contains("12.35");
    }

    @Test
    void readsInChineseWithAFontOfItsOwn() throws IOException {
        byte[] pdf = PDF.of(invoice(), Locale.SIMPLIFIED_CHINESE);

        assertThat(text(pdf)).contains("账单").contains("合计").contains("测绘研究院");
        assertThat(pdf.length).isLessThan(200_000);
    }

    /** Leaves the page where a person can look at it. */
    private static String text(byte[] pdf) throws IOException {
        Files.write(Path.of("target", "invoice-" + pdf.length + ".pdf"), pdf);
        return new PdfTextExtractor(new PdfReader(pdf)).getTextFromPage(1);
    }

    private static Invoice invoice() {
        return new Invoice(
                UUID.randomUUID(),
                "INV-2026-000042",
                "invoice",
                null,
                7,
                "测绘研究院 ada",
                LocalDate.of(2026, 3, 1),
                "CNY",
                new BigDecimal("12.35"),
                Instant.parse("2026-04-01T06:00:00Z"),
                List.of(
                        new Invoice.Line(
                                3,
                                "env-9f2c",
                                "compute",
                                "NVIDIA A100-SXM4-80GB",
                                7200,
                                new BigDecimal("7200"),
                                new BigDecimal("11.345678")),
                        new Invoice.Line(
                                3,
                                "env-9f2c",
                                "storage",
                                "none",
                                86_400,
                                BigDecimal.ZERO,
                                new BigDecimal("1.000000"))));
    }
}
