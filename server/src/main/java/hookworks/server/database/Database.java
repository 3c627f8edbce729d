package hookworks.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * The server's database, migrated to this release. Owns its connections until closed. Thread-safe.
 *
 * <p>Every commit survives a kill of the process. Those of {@link #commitDurably} also survive a power cut.
 */
public final class Database implements AutoCloseable {
    private static final String H2 = "jdbc:h2:";
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final int CONNECTIONS = 10;

    private final HikariDataSource connections;
    private final Jdbi jdbi;
    private final boolean isH2;

    private Database(String url) {
        isH2 = url.startsWith(H2);
        connections = connect(url);
        jdbi = Jdbi.create(connections);
    }

    /** Opens, or creates, the embedded database in a folder of its own. */
    public static Database inFolder(Path folder) {
        String path = folder.toAbsolutePath().resolve("hookworks").toString();
        if (path.contains(";")) {
            throw new IllegalArgumentException(
                    "cannot keep a database in '%s': H2 reads ';' as the start of its options; choose another folder"
                            .formatted(folder));
        }
        return at(H2_FILE + path);
    }

    /** Opens the database at a JDBC address, {@code jdbc:h2:file:...} or {@code jdbc:postgresql:...}. */
    public static Database at(String url) {
        var database = new Database(H2Options.complete(url));
        try {
            database.migrate();
        } catch (RuntimeException failed) {
            database.close();
            throw failed;
        }
        return database;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public DataSource dataSource() {
        return connections;
    }

    /** Runs a transaction, and returns once its commit is on the disk itself. */
    public <R, X extends Exception> R commitDurably(HandleCallback<R, X> work) throws X {
        R result = jdbi.inTransaction(work);
        if (isH2) {
            jdbi.useHandle(handle -> handle.execute("checkpoint sync"));
        }
        return result;
    }

    @Override
    public void close() {
        connections.close();
    }

    private static HikariDataSource connect(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("hookworks-database");
        config.setMaximumPoolSize(CONNECTIONS);
        if (url.startsWith(H2)) {
            config.setUsername("sa");
            config.setPassword("");
            config.setExceptionOverride(new ClosedByItself());
        }
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException refused) {
            throw new DatabaseUnavailable(url, refused);
        }
    }

    private void migrate() {
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(connections)
                .locations("classpath:hookworks/server/database")
                .outOfOrder(true)
                .placeholders(Map.of("bytes", isH2 ? "blob" : "bytea"));
        flyway.load().migrate();
    }
}
