package hookworks.lens.plots;

import hookworks.lens.plots.Shape.Dash;
import hookworks.lens.plots.Shape.Pen;
import hookworks.lens.plots.Shape.Point;
import hookworks.lens.plots.TextStyle.Anchor;
import java.util.ArrayList;
import java.util.List;

/** How series are told apart: by colour, and by dash or texture for whom colour does not serve. */
enum SeriesLook {
    FIRST(Ink.BLUE, Dash.SOLID, Texture.PLAIN),
    SECOND(Ink.ORANGE, Dash.DASHED, Texture.STRIPED),
    THIRD(Ink.PURPLE, Dash.DOTTED, Texture.OPEN),
    FOURTH(Ink.SOFT, Dash.MIXED, Texture.SPLIT);

    private enum Texture {
        PLAIN,
        STRIPED,
        OPEN,
        SPLIT
    }

    private static final double STRIPE = 4;
    private static final double SWATCH = 26;
    private static final double LEGEND_HEIGHT = 24;

    private final Ink ink;
    private final Dash dash;
    private final Texture texture;

    SeriesLook(Ink ink, Dash dash, Texture texture) {
        this.ink = ink;
        this.dash = dash;
        this.texture = texture;
    }

    static SeriesLook of(int index) {
        return values()[index];
    }

    Ink ink() {
        return ink;
    }

    Pen pen() {
        return new Pen(ink, 2, dash);
    }

    /** A bar as it looks in this series. */
    void bar(Sketch sketch, double x, double y, double width, double height) {
        boolean open = texture == Texture.OPEN;
        sketch.add(new Shape.Box(x, y, width, height, open ? Ink.BG : ink));
        if (texture == Texture.STRIPED) {
            sketch.add(stripes(x, y, width, height));
        }
        if (texture == Texture.SPLIT) {
            sketch.line(x + width / 2, y, x + width / 2, y + height, Pen.solid(Ink.BG, Math.min(2, width / 3)));
        }
        if (texture != Texture.PLAIN) {
            double rim = Math.min(1.5, width / 3);
            sketch.add(new Shape.Outline(
                    x + rim / 2,
                    y + rim / 2,
                    Math.max(0, width - rim),
                    Math.max(0, height - rim),
                    Pen.solid(ink, rim)));
        }
    }

    private static Shape stripes(double x, double y, double width, double height) {
        var runs = new ArrayList<List<Point>>();
        for (double down = STRIPE; down < height; down += STRIPE) {
            runs.add(List.of(new Point(x, y + down), new Point(x + width, y + down)));
        }
        return new Shape.Path(runs, Pen.solid(Ink.BG, 1.4));
    }

    /** One line of swatches with names, as wide as it needs to be. */
    static Scene legend(List<Series> series, boolean lines) {
        var sketch = new Sketch();
        TextStyle style = TextStyle.name(Anchor.START);
        double x = 0;
        for (int i = 0; i < series.size(); i++) {
            SeriesLook look = of(i);
            if (lines) {
                sketch.line(x, 9, x + SWATCH, 9, look.pen());
            } else {
                look.bar(sketch, x, 3, SWATCH, 12);
            }
            String name = series.get(i).name();
            sketch.text(x + SWATCH + 7, 13, name, style);
            x += SWATCH + 7 + style.width(name) + 20;
        }
        return sketch.scene(x, LEGEND_HEIGHT);
    }
}
