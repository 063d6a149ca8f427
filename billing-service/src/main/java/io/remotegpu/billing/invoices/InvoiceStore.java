package io.remotegpu.billing.invoices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads invoices. */
@Repository
class InvoiceStore {
    private static final String COLUMNS =
            "select id, number, kind, corrects, customer_id, username, month, currency, total, issued_at from invoices ";

    private final JdbcClient jdbc;

    InvoiceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Without lines, newest first. */
    List<Invoice> of(long customer, int limit, long offset) {
        return jdbc.sql(COLUMNS + "where customer_id = ? order by issued_at desc, number desc limit ? offset ?")
                .params(customer, limit, offset)
                .query((row, index) -> invoice(row, List.of()))
                .list();
    }

    long count(long customer) {
        return jdbc.sql("select count(*) from invoices where customer_id = ?")
                .param(customer)
                .query(Long.class)
                .single();
    }

    Optional<Invoice> find(UUID id) {
        List<Invoice.Line> lines =
                jdbc.sql("""
                select workspace_id, environment_id, kind, gpu_model, duration_s, gpu_seconds, amount from invoice_lines
                where invoice_id = ? order by position
                """).param(id).query(Invoice.Line.class).list();
        return jdbc.sql(COLUMNS + "where id = ?")
                .param(id)
                .query((row, index) -> invoice(row, lines))
                .optional();
    }

    private static Invoice invoice(ResultSet row, List<Invoice.Line> lines) throws SQLException {
        return new Invoice(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("kind"),
                row.getString("corrects"),
                row.getLong("customer_id"),
                row.getString("username"),
                row.getObject("month", LocalDate.class),
                row.getString("currency"),
                row.getBigDecimal("total"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                lines);
    }
}
