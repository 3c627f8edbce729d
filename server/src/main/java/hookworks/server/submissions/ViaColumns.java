package hookworks.server.submissions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a {@link Via} stands in the columns {@code via} and {@code commit_id}. */
final class ViaColumns {
    private ViaColumns() {}

    static String nameOf(Via via) {
        return switch (via) {
            case Via.GitPush push -> "git";
            case Via.BrowserUpload upload -> "browser";
            case Via.CommandLine command -> "cli";
        };
    }

    static @Nullable String commitOf(Via via) {
        return via instanceof Via.GitPush(String commit) ? commit : null;
    }

    static Via read(ResultSet row) throws SQLException {
        String name = row.getString("via");
        return switch (name) {
            case "git" -> new Via.GitPush(Objects.requireNonNull(row.getString("commit_id")));
            case "browser" -> new Via.BrowserUpload();
            case "cli" -> new Via.CommandLine();
            default -> throw new SQLException("submissions.via is '%s', none of git, browser, cli".formatted(name));
        };
    }
}
