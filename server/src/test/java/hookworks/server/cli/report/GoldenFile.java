package hookworks.server.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What an output must be, kept beside the tests. */
final class GoldenFile {
    private GoldenFile() {}

    static String text(String name) {
        try (InputStream file = Objects.requireNonNull(GoldenFile.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
