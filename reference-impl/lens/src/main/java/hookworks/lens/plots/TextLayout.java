package hookworks.lens.plots;

import hookworks.lens.plots.Shape.Dash;
import hookworks.lens.plots.Shape.Pen;
import hookworks.lens.plots.TextStyle.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws tokens one after another in lines, each on the colour of its number. */
final class TextLayout {
    private static final double WIDTH = 720;
    private static final double SIZE = 14;
    private static final double TOKEN = 24;
    private static final double NOTE = 14;
    private static final double PADDING = 4;
    private static final int LONGEST = 40;

    private final ColouredText plot;
    private final Ramp ramp;
    private final Sketch sketch = new Sketch();
    private double x;
    private double y;

    private TextLayout(ColouredText plot) {
        this.plot = plot;
        this.ramp = Ramp.of(plot.scale());
    }

    static Scene of(ColouredText plot) {
        return new TextLayout(plot).scene();
    }

    private double lineHeight() {
        return TOKEN + 8 + (plot.notes().isEmpty() ? 0 : NOTE);
    }

    private Scene scene() {
        for (int place = 0; place < plot.tokens().size(); place++) {
            token(place);
        }
        double bottom = y + lineHeight() + 8;
        DoubleStream values = plot.values().stream().mapToDouble(Float::doubleValue);
        Scene legend = ScaleLegend.of(plot.scale(), values, "").scene();
        TextStyle style = TextStyle.name(Anchor.START);
        sketch.add(legend.at(0, bottom));
        sketch.text(legend.width() + 8, bottom + 11, plot.measure(), style);
        double legendEnd = legend.width() + 8 + style.width(plot.measure());
        return sketch.scene(Math.max(WIDTH, legendEnd), bottom + legend.height());
    }

    private void token(int place) {
        String token = plot.tokens().get(place);
        String shown = TokenText.clipped(TokenText.visible(token), LONGEST);
        double width = Math.max(text().width(shown), noteWidth(place)) + 2 * PADDING;
        if (x > 0 && x + width > WIDTH) {
            nextLine();
        }
        float value = plot.values().get(place);
        var words = "%s (position %d), %s: %s"
                .formatted(TokenText.visible(token), place, plot.measure(), Numbers.shown(value));
        sketch.add(new Shape.Noted(words, box(place, shown, width)));
        x += width + 1;
        if (token.endsWith("\n")) {
            nextLine();
        }
    }

    private void nextLine() {
        x = 0;
        y += lineHeight();
    }

    private double noteWidth(int place) {
        return plot.notes().isEmpty() ? 0 : note().width(plot.notes().get(place));
    }

    private static TextStyle text() {
        return TextStyle.token(SIZE, Anchor.MIDDLE);
    }

    private static TextStyle note() {
        return TextStyle.label(Anchor.MIDDLE).of(10);
    }

    private List<Shape> box(int place, String shown, double width) {
        float value = plot.values().get(place);
        var level = new Paint.Level(ramp, plot.scale().level(value));
        var on = new Paint.OnLevel(level);
        var shapes = new ArrayList<Shape>();
        shapes.add(new Shape.Box(x, y, width, TOKEN, level));
        shapes.add(new Shape.Text(x + width / 2, y + 16, shown, text().in(on)));
        if (ramp == Ramp.DIVERGING && level.level() < ramp.neutral()) {
            // Says "below 0" to whom the hue does not.
            double line = y + TOKEN - 3;
            shapes.add(Shape.Path.line(x + 3, line, x + width - 3, line, new Pen(on, 1.2, Dash.DOTTED)));
        }
        if (!plot.notes().isEmpty()) {
            shapes.add(
                    new Shape.Text(x + width / 2, y + TOKEN + 11, plot.notes().get(place), note()));
        }
        return shapes;
    }
}
