package hookworks.server;

import hookworks.server.database.Database;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Counts the statements that reach a database from here on. */
public final class CountedStatements {
    private final AtomicInteger count = new AtomicInteger();

    private CountedStatements() {}

    public static CountedStatements of(Database database) {
        var statements = new CountedStatements();
        database.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                statements.count.incrementAndGet();
            }
        });
        return statements;
    }

    public int count() {
        return count.get();
    }
}
