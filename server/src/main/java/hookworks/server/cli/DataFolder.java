package hookworks.server.cli;

import hookworks.server.database.Database;
import hookworks.server.database.DatabaseUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;

/** The folder in which a server keeps everything; made where it is not there yet. */
public record DataFolder(Path path) {

    /**
     * Opens its database, or creates it.
     *
     * @throws CannotRun where another process has it open, or it cannot be kept there
     */
    public Database openDatabase() {
        try {
            Files.createDirectories(path);
            return Database.inFolder(path);
        } catch (IOException e) {
            throw new CannotRun("cannot make the data folder '%s': %s".formatted(path, e), e);
        } catch (DatabaseUnavailable e) {
            throw new CannotRun(isOpenElsewhere(e) ? """
                        the data in '%s' is in use by another process, probably a running server
                        stop that one first; a database belongs to one process at a time""".formatted(path) : String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new CannotRun(String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isOpenElsewhere(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1);
    }
}
