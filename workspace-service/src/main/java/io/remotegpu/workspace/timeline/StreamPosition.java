package io.remotegpu.workspace.timeline;

import io.remotegpu.web.FieldError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to where a stream has been read: the transaction and the number of the last entry. Transactions are in the order in which their rows
 * may be told, which numbers alone are not: a lower one may be committed later.
 */
record StreamPosition(long transaction, long number) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    static StreamPosition before(long transaction) {
        return new StreamPosition(transaction, 0);
    }

    static StreamPosition parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw FieldError.refuse("Last-Event-ID", "must be the id of an event of this stream");
        }
        return new StreamPosition(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    boolean isBefore(StreamPosition other) {
        return transaction < other.transaction || (transaction == other.transaction && number < other.number);
    }

    @Override
    public String toString() {
        return transaction + "-" + number;
    }
}
