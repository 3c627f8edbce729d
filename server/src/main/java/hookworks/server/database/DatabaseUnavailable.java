package hookworks.server.database;

import java.io.Serial;

/** The database could not be opened. */
public final class DatabaseUnavailable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    DatabaseUnavailable(String url, Throwable cause) {
        super("""
                cannot open the database %s: %s
                an H2 file serves one server at a time: if one runs on this folder, stop it or choose another folder
                otherwise see that the folder can be written and that its disk is not full""".formatted(url, cause.getMessage()), cause);
    }
}
