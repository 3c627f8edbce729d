package hookworks.lens.plots;

import static hookworks.lens.plots.Numbers.length;

/** An {@code svg} element: a picture with a title and a description for who cannot see it. */
final class SvgDocument {
    /** What is wider may shrink with its page, but not below what can be read: then it scrolls. */
    private static final double WIDE = 480;

    private SvgDocument() {}

    static String standalone(Figure figure) {
        String style = "<style>:root { color-scheme: light dark; }\n" + Palette.css() + "</style>\n";
        return open(Layout.sheet(figure), figure, style);
    }

    /** For a page that has the style sheet. */
    static String inPage(Figure figure, Scene scene) {
        return open(scene, figure, "");
    }

    private static String open(Scene scene, Figure figure, String style) {
        String id = figure.id();
        String named = " role=\"img\" aria-labelledby=\"%s-title %s-desc\"".formatted(id, id);
        String words = "<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">%s</desc>\n"
                .formatted(
                        id,
                        Markup.escaped(figure.title()),
                        id,
                        Markup.escaped(figure.caption() + " " + Description.of(figure.plot())));
        return element(scene, named, words + style + hatch(hatchId(id)), hatchId(id));
    }

    /** A picture that says nothing which the words beside it do not; it borrows the hatching of its figure. */
    static String ornament(String figureId, Scene scene) {
        return element(scene, " aria-hidden=\"true\"", "", hatchId(figureId));
    }

    private static String hatchId(String figureId) {
        return figureId + "-hatch";
    }

    private static String element(Scene scene, String attributes, String head, String hatchId) {
        String shapes = new SvgWriter(hatchId).write(scene.shapes());
        return """
                <svg xmlns="http://www.w3.org/2000/svg" class="%s"%s viewBox="0 0 %s %s" width="%s" height="%s" \
                font-family="system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif">
                %s%s</svg>
                """.formatted(
                        scene.width() > WIDE ? "hw-svg hw-wide" : "hw-svg",
                        attributes,
                        length(scene.width()),
                        length(scene.height()),
                        length(scene.width()),
                        length(scene.height()),
                        head,
                        shapes);
    }

    private static String hatch(String id) {
        String period = length(Hatching.PERIOD);
        String inside = length(Hatching.PERIOD - 1);
        String beyond = length(Hatching.PERIOD + 1);
        String lines = "M-1 1L1 -1M0 %1$sL%1$s 0M%2$s %3$sL%3$s %2$s".formatted(period, inside, beyond);
        return """
                <defs><pattern id="%s" patternUnits="userSpaceOnUse" width="%s" height="%s">\
                <rect width="%s" height="%s" class="f-%s" fill="%s"/>\
                <path class="k-%s" stroke="%s" stroke-width="%s" fill="none" d="%s"/></pattern></defs>
                """.formatted(
                        id,
                        period,
                        period,
                        period,
                        period,
                        Hatching.GROUND.property(),
                        Hatching.GROUND.colour(Theme.LIGHT).hex(),
                        Hatching.LINES.property(),
                        Hatching.LINES.colour(Theme.LIGHT).hex(),
                        length(Hatching.WIDTH),
                        lines);
    }
}
