package hookworks.lens.plots;

import java.util.Locale;

/** The colours that mean no value. They are the pages' own. */
enum Ink implements Paint {
    BG(0xfcfcfa, 0x15171b),
    PANEL(0xf3f3ee, 0x1e2127),
    LINE(0xd9d8d0, 0x353a43),
    /** Boundaries that carry meaning: frames, axes, hatching. */
    EDGE(0x85878f, 0x7b7f8a),
    INK(0x1c1d21, 0xe8e8e3),
    SOFT(0x55575f, 0xa6a9b2),
    BLUE(0x1a56b0, 0x8ab8ff),
    ORANGE(0xa84e00, 0xf2a65a),
    PURPLE(0x6b3fa0, 0xc9a6ff);

    private final int light;
    private final int dark;

    Ink(int light, int dark) {
        this.light = light;
        this.dark = dark;
    }

    @Override
    public String property() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Rgb colour(Theme theme) {
        return Rgb.of(theme == Theme.LIGHT ? light : dark);
    }
}
