package hookworks.lens.plots;

import java.util.Locale;

/**
 * A plot with the words around it, and every form of it: a drawing, a table, JSON, a piece of a page.
 *
 * @param id letters, digits and hyphens, starting with a letter; unique in a page
 * @param title states the finding
 * @param caption says how it was made
 * @param plot what is shown
 */
public record Figure(String id, String title, String caption, Plot plot) {
    private static final int LONGEST_ID = 48;

    public Figure {
        if (!id.matches("[a-zA-Z][a-zA-Z0-9-]*")) {
            throw new IllegalArgumentException(
                    "'%s' cannot identify a figure: use letters, digits and hyphens, a letter first".formatted(id));
        }
        Checks.text("the title of a figure", title);
        Checks.text("the caption of a figure", caption);
    }

    /** With an id made of the title. */
    public static Figure of(String title, String caption, Plot plot) {
        String words = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String id = "figure-" + words;
        return new Figure(id.substring(0, Math.min(id.length(), LONGEST_ID)), title, caption, plot);
    }

    /** The same under another id. */
    public Figure withId(String id) {
        return new Figure(id, title, caption, plot);
    }

    /** A file that stands alone: title, caption, drawing and the colours of both themes. */
    public String svg() {
        return SvgDocument.standalone(this);
    }

    /** One JSON object: kind, title, caption and data, numbers as they were given. */
    public String json() {
        return PlotJson.of(this);
    }

    /** The data as one or more HTML tables, numbers as they were given. */
    public String tableHtml() {
        return Tables.of(plot).html();
    }

    /**
     * A {@code figure} element for a page that links {@link FigureAssets}: drawing, words, table and data. It carries
     * no style and no code, and is complete without a script.
     */
    public String html() {
        return FigureHtml.of(this);
    }
}
