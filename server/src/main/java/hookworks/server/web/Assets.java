package hookworks.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import hookworks.lens.plots.FigureAssets;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Style sheets, scripts and fonts, all of them from this server. An address holds the version of what is behind it,
 * so that a browser may keep it for ever. Immutable.
 */
final class Assets implements Pages {
    static final String ROOT = "/assets";

    private static final List<String> STYLES =
            List.of("tokens", "base", "shell", "controls", "state", "prose", "section", "run");
    private static final List<String> SCRIPTS = List.of("math", "copy");
    private static final String KEPT = "public, max-age=31536000, immutable";
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "woff", "font/woff",
            "ttf", "font/ttf");

    private final String ours = ROOT + "/hookworks-" + digestOfOurs();
    private final Webjar htmx = Webjar.of("htmx.org", "/dist");
    private final Webjar sse = Webjar.of("htmx-ext-sse", "");
    private final Webjar katex = Webjar.of("katex", "/dist");

    private final String figures = ROOT + "/figures-"
            + digestOf(
                    FigureAssets.stylesheet().getBytes(UTF_8),
                    FigureAssets.script().getBytes(UTF_8));

    /** A library that comes as a jar of static files. */
    private record Webjar(String name, String version, String folder) {
        static Webjar of(String name, String folder) {
            var about = new Properties();
            try (InputStream file = open("/META-INF/maven/org.webjars.npm/" + name + "/pom.properties")) {
                about.load(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot read the version of the web jar " + name, unreadable);
            }
            return new Webjar(name, about.getProperty("version"), folder);
        }

        String address() {
            return "%s/%s-%s".formatted(ROOT, name, version);
        }

        String resources() {
            return "/META-INF/resources/webjars/%s/%s%s".formatted(name, version, folder);
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        serve(routes, ours, "/public");
        routes.get(figureStyle(), ctx -> keep(ctx, "css").result(FigureAssets.stylesheet()));
        routes.get(figureScript(), ctx -> keep(ctx, "js").result(FigureAssets.script()));
        for (Webjar library : List.of(htmx, sse, katex)) {
            serve(routes, library.address(), library.resources());
        }
    }

    List<String> styles() {
        return STYLES.stream().map(name -> "%s/%s.css".formatted(ours, name)).toList();
    }

    String icon() {
        return ours + "/icon.svg";
    }

    List<String> scripts() {
        return List.of(htmx.address() + "/htmx.min.js", sse.address() + "/sse.js", ours + "/copy.js");
    }

    String mathStyle() {
        return katex.address() + "/katex.min.css";
    }

    List<String> mathScripts() {
        return List.of(katex.address() + "/katex.min.js", ours + "/math.js");
    }

    String figureStyle() {
        return figures + "/figures.css";
    }

    String figureScript() {
        return figures + "/figures.js";
    }

    private static Context keep(Context ctx, String kind) {
        return ctx.contentType(Objects.requireNonNull(TYPES.get(kind))).header("Cache-Control", KEPT);
    }

    private static void serve(RoutesConfig routes, String address, String folder) {
        routes.get(address + "/<file>", ctx -> send(ctx, folder + "/" + ctx.pathParam("file")));
    }

    private static void send(Context ctx, String resource) {
        String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        InputStream file = Assets.class.getResourceAsStream(resource);
        if (type == null || file == null || resource.contains("..")) {
            throw new NotFoundResponse();
        }
        ctx.contentType(type).header("Cache-Control", KEPT).result(file);
    }

    private static String digestOfOurs() {
        var contents = new ArrayList<byte[]>();
        STYLES.forEach(name -> contents.add(read("/public/" + name + ".css")));
        SCRIPTS.forEach(name -> contents.add(read("/public/" + name + ".js")));
        contents.add(read("/public/icon.svg"));
        return digestOf(contents.toArray(byte[][]::new));
    }

    private static String digestOf(byte[]... contents) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (byte[] content : contents) {
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", missing);
        }
    }

    private static byte[] read(String resource) {
        try (InputStream file = open(resource)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + resource + " on the class path", unreadable);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(
                Assets.class.getResourceAsStream(resource), () -> "the class path has no " + resource);
    }
}
