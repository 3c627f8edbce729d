package hookworks.lens.plots;

import hookworks.lens.plots.TextStyle.Anchor;
import java.util.ArrayList;
import java.util.List;

/** From a plot to a drawing, and from a figure to a sheet with its words on it. */
final class Layout {
    private static final double MARGIN = 20;
    private static final double LEAST_WIDTH = 480;
    private static final double CAPTION_LINE = 17;

    private Layout() {}

    static Scene of(Plot plot) {
        return switch (plot) {
            case AttentionHeads heads -> AttentionLayout.of(heads);
            case HeatMap map -> HeatMapLayout.of(map);
            case LineChart chart -> LineLayout.of(chart);
            case Histogram histogram -> HistogramLayout.of(histogram);
            case BarChart chart -> BarLayout.of(chart);
            case ColouredText text -> TextLayout.of(text);
        };
    }

    /** With title and caption, on the page's colour. */
    static Scene sheet(Figure figure) {
        Scene plot = of(figure.plot());
        double width = Math.max(plot.width(), LEAST_WIDTH) + 2 * MARGIN;
        TextStyle title = TextStyle.heading().of(16);
        TextStyle caption = TextStyle.name(Anchor.START).in(Ink.SOFT);
        var words = new Sketch();
        double y = MARGIN - 4;
        for (String line : lines(figure.title(), title, width - 2 * MARGIN)) {
            y += 21;
            words.text(MARGIN, y, line, title);
        }
        y += 4;
        for (String line : lines(figure.caption(), caption, width - 2 * MARGIN)) {
            y += CAPTION_LINE;
            words.text(MARGIN, y, line, caption);
        }
        double height = y + 18 + plot.height() + MARGIN;
        return new Sketch()
                .add(new Shape.Box(0, 0, Math.ceil(width), Math.ceil(height), Ink.BG))
                .add(new Shape.Shifted(0, 0, words.shapes()))
                .add(plot.at(MARGIN, y + 18))
                .scene(width, height);
    }

    /** Breaks between words. */
    static List<String> lines(String text, TextStyle style, double width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && style.width(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
