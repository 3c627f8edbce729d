package hookworks.lens.plots;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;

/** Figures in one HTML file that needs nothing else and may be sent to anyone. */
public final class HtmlPage {
    private HtmlPage() {}

    /** Replaces a file that is there. */
    public static void write(Path file, String title, List<Figure> figures) throws IOException {
        Files.writeString(file, html(title, figures));
    }

    /**
     * The file's text. Its content policy lets only our own style and script run, so that no label can. Figures of one
     * id get a number after it.
     */
    public static String html(String title, List<Figure> figures) {
        Checks.text("the title of a page", title);
        Checks.notEmpty("figures", figures);
        String style = FigureAssets.stylesheet();
        String script = FigureAssets.script();
        var body = new StringBuilder();
        distinct(figures).forEach(figure -> body.append(figure.html()));
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body class="hw-page">
                <header><h1>%s</h1></header>
                <main>
                %s</main>
                <script>%s</script>
                </body>
                </html>
                """.formatted(
                        hash(style), hash(script), Markup.escaped(title), style, Markup.escaped(title), body, script);
    }

    private static List<Figure> distinct(List<Figure> figures) {
        var ids = new HashSet<String>();
        var distinct = new ArrayList<Figure>();
        for (Figure figure : figures) {
            String id = figure.id();
            for (int number = 2; !ids.add(id); number++) {
                id = figure.id() + "-" + number;
            }
            distinct.add(figure.withId(id));
        }
        return distinct;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
