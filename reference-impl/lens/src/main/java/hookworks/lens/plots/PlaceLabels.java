package hookworks.lens.plots;

import hookworks.lens.plots.TextStyle.Anchor;
import java.util.List;

/** Labels of places in a row: level where they fit, upward where they do not, and only every so many in a crowd. */
record PlaceLabels(Axis axis, int places, double step) {
    private static final int LONGEST = 18;
    private static final double GAP = 6;
    private static final double LEAST_SIZE = 8;

    private List<String> texts() {
        return axis.labelsFor(places).stream()
                .map(label -> TokenText.clipped(label, LONGEST))
                .toList();
    }

    private TextStyle style() {
        double size = Math.clamp(step + 1, LEAST_SIZE, TextStyle.SMALL);
        return isCounted() ? TextStyle.label(Anchor.MIDDLE).of(size) : TextStyle.token(size, Anchor.MIDDLE);
    }

    private boolean isCounted() {
        return axis.labels().isEmpty();
    }

    private double widest() {
        TextStyle style = style();
        return texts().stream().mapToDouble(style::width).max().orElse(0);
    }

    /** Numbers in sequence may be skipped to keep them level; names may not. */
    private boolean isLevel() {
        return isCounted() || widest() + GAP <= step;
    }

    /** How much room they need below the row. */
    double depth() {
        return GAP + (isLevel() ? style().size() + 2 : widest());
    }

    /** How much room they need left of a column. */
    double width() {
        return GAP + widest();
    }

    /** Below a row whose first place is centred on {@code x}. */
    void below(Sketch sketch, double x, double y) {
        TextStyle style = style();
        boolean level = isLevel();
        int stride = stride(level ? widest() + GAP : style.size() - 1);
        List<String> texts = texts();
        for (int place = 0; place < places; place += stride) {
            double middle = x + place * step;
            if (level) {
                sketch.text(middle, y + GAP + style.size() - 2, texts.get(place), style);
            } else {
                sketch.text(
                        middle + style.size() * 0.35,
                        y + GAP,
                        texts.get(place),
                        anchored(style).upward());
            }
        }
    }

    /** Left of a column whose first place is centred on {@code y}. */
    void leftOf(Sketch sketch, double x, double y) {
        TextStyle style = anchored(style());
        int stride = stride(style.size() - 1);
        List<String> texts = texts();
        for (int place = 0; place < places; place += stride) {
            sketch.text(x - GAP, y + place * step + style.size() * 0.35, texts.get(place), style);
        }
    }

    private int stride(double room) {
        int least = (int) Math.ceil(room / step);
        return !isCounted() || least <= 1 ? Math.max(1, least) : (int) Math.ceil(least / 5.0) * 5;
    }

    private static TextStyle anchored(TextStyle style) {
        return new TextStyle(style.size(), style.face(), Anchor.END, style.paint(), false);
    }
}
