package io.remotegpu.billing.invoices;

import io.remotegpu.billing.csv.Csv;

/** An invoice as a table, one line for each of its lines. */
final class InvoiceCsv {
    private InvoiceCsv() {}

    static String of(Invoice invoice) {
        Csv csv = new Csv()
                .row(
                        "number",
                        "kind",
                        "month",
                        "workspace_id",
                        "environment_id",
                        "resource",
                        "gpu_model",
                        "duration_s",
                        "gpu_seconds",
                        "amount",
                        "currency");
        for (Invoice.Line line : invoice.lines()) {
            csv.row(
                    invoice.number(),
                    invoice.kind(),
                    invoice.month().toString().substring(0, 7),
                    line.workspaceId(),
                    line.environmentId(),
                    line.kind(),
                    line.gpuModel(),
                    line.durationS(),
                    line.gpuSeconds(),
                    line.amount(),
                    invoice.currency());
        }
        return csv.toString();
    }
}
