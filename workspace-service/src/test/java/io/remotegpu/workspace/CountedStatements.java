package io.remotegpu.workspace;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Hears every statement that goes through Spring's JDBC, which tells its log of each before it is sent. */
public final class CountedStatements extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final String SENT = "Executing prepared SQL statement";

    private final Logger log = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
    private final Level before = log.getLevel();
    private final boolean additive = log.isAdditive();
    private final Collection<String> sent = new ConcurrentLinkedQueue<>();

    public CountedStatements() {
        start();
        log.setAdditive(false);
        log.setLevel(Level.DEBUG);
        log.addAppender(this);
    }

    /** How many statements on a table were sent while {@code work} ran, on any thread. */
    public long on(String table, Runnable work) {
        sent.clear();
        work.run();
        return sent.stream().filter(sql -> sql.contains(table)).count();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getFormattedMessage().startsWith(SENT)) {
            sent.add(event.getFormattedMessage());
        }
    }

    @Override
    public void close() {
        log.detachAppender(this);
        log.setLevel(before);
        log.setAdditive(additive);
    }
}
