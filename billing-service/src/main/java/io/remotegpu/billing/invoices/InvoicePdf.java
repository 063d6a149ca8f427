package io.remotegpu.billing.invoices;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.stereotype.Component;

/** An invoice as a page to print, in Chinese or English. */
@Component
class InvoicePdf {
    private static final Color RULE = new Color(0xBB, 0xBB, 0xBB);
    private static final Color HEAD = new Color(0xEE, 0xF1, 0xF5);
    private static final float[] WIDTHS = {1.2f, 2.6f, 1.1f, 2.8f, 1.3f, 1.7f};
    private static final List<String> COLUMNS =
            List.of("workspace", "environment", "resource", "model", "hours", "amount");
    private static final int FIRST_NUMBER = 4;
    private static final float MARGIN = 48;
    private static final int PADDING = 5;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private final InvoiceProperties properties;

    InvoicePdf(InvoiceProperties properties) {
        this.properties = properties;
    }

    byte[] of(Invoice invoice, Locale locale) {
        ResourceBundle words = ResourceBundle.getBundle(
                "billing.invoice",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
        Typeface face = Typeface.load();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Document page = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
        PdfWriter.getInstance(page, bytes);
        page.addTitle(invoice.number());
        page.open();
        head(page, invoice, words, face);
        page.add(lines(invoice, words, face));
        foot(page, invoice, words, face);
        page.close();
        return bytes.toByteArray();
    }

    private void head(Document page, Invoice invoice, ResourceBundle words, Typeface face) {
        page.add(new Paragraph(face.text(properties.issuer(), 11, Color.GRAY)));
        Paragraph title =
                new Paragraph(face.text(words.getString(invoice.kind()) + " " + invoice.number(), 18, Color.BLACK));
        title.setSpacingBefore(10);
        title.setSpacingAfter(12);
        page.add(title);
        String issued =
                DateTimeFormatter.ISO_LOCAL_DATE.format(invoice.issuedAt().atOffset(ZoneOffset.UTC));
        String month = invoice.month().toString().substring(0, 7) + " (UTC)";
        page.add(field(words.getString("customer"), invoice.username(), face));
        page.add(field(words.getString("month"), month, face));
        page.add(field(words.getString("issued"), issued, face));
        if (invoice.corrects() != null) {
            page.add(field(words.getString("corrects"), invoice.corrects(), face));
        }
    }

    private static Paragraph field(String name, String value, Typeface face) {
        return new Paragraph(face.text(name + ": " + value, 10, Color.BLACK));
    }

    private static PdfPTable lines(Invoice invoice, ResourceBundle words, Typeface face) {
        PdfPTable table = new PdfPTable(WIDTHS);
        table.setWidthPercentage(100);
        table.setSpacingBefore(14);
        table.setHeaderRows(1);
        row(table, COLUMNS.stream().map(words::getString).toList(), face, HEAD);
        for (Invoice.Line line : invoice.lines()) {
            String model = line.gpuModel().equals("none") ? "-" : line.gpuModel();
            List<String> cells = List.of(
                    Long.toString(line.workspaceId()),
                    line.environmentId(),
                    words.getString(line.kind()),
                    model,
                    hours(line.durationS()),
                    line.amount().toPlainString());
            row(table, cells, face, Color.WHITE);
        }
        return table;
    }

    private static void row(PdfPTable table, List<String> texts, Typeface face, Color fill) {
        for (int column = 0; column < texts.size(); column++) {
            PdfPCell cell = new PdfPCell(face.text(texts.get(column), 9, Color.BLACK));
            cell.setPadding(PADDING);
            cell.setBorderColor(RULE);
            cell.setBackgroundColor(fill);
            cell.setHorizontalAlignment(column >= FIRST_NUMBER ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
            table.addCell(cell);
        }
    }

    private static void foot(Document page, Invoice invoice, ResourceBundle words, Typeface face) {
        String sum = words.getString("total") + ": " + invoice.total().toPlainString() + " " + invoice.currency();
        Paragraph total = new Paragraph(face.text(sum, 13, Color.BLACK));
        total.setAlignment(Element.ALIGN_RIGHT);
        total.setSpacingBefore(14);
        page.add(total);
        Paragraph note = new Paragraph(face.text(words.getString("rounding"), 8, Color.GRAY));
        note.setSpacingBefore(18);
        page.add(note);
    }

    private static String hours(long seconds) {
        return BigDecimal.valueOf(seconds)
                .divide(SECONDS_PER_HOUR, 4, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
