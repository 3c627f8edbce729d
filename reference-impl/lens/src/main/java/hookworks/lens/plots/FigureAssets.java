package hookworks.lens.plots;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a page that holds figures links once: a style sheet and a script. Neither requests anything. */
public final class FigureAssets {
    private FigureAssets() {}

    /** Colours of both themes, by {@code prefers-color-scheme} and {@code data-theme} on the root element. */
    public static String stylesheet() {
        return Palette.css() + resource("plots.css");
    }

    /** Adds hover, keys, lock and saving to figures that are in the page when it runs; it evaluates no text. */
    public static String script() {
        return resource("plots.js");
    }

    private static String resource(String name) {
        try (InputStream in = FigureAssets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the lens was packed without its resource %s".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the lens's own resource " + name, e);
        }
    }
}
