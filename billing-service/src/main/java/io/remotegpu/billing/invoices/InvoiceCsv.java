package io.remotegpu.billing.invoices;

import io.remotegpu.billing.csv.Csv;
import java.time.YearMonth;

/** An invoice as a table, one line for each of its lines. */
final class InvoiceCsv {
    private static final Object[] COLUMNS =
            "number,kind,month,workspace_id,environment_id,resource,gpu_model,duration_s,gpu_seconds,amount,currency"
                    .split(",");

    private InvoiceCsv() {}

    static String of(Invoice invoice) {
        Csv csv = new Csv().row(COLUMNS);
        invoice.lines().forEach(line -> csv.row(cells(invoice, line)));
        return csv.toString();
    }

    private static Object[] cells(Invoice invoice, Invoice.Line line) {
        return new Object[] {
            invoice.number(),
            invoice.kind(),
            YearMonth.from(invoice.month()),
            line.workspaceId(),
            line.environmentId(),
            line.kind(),
            line.gpuModel(),
            line.durationS(),
            line.gpuSeconds(),
            line.amount(),
            invoice.currency()
        };
    }
}
