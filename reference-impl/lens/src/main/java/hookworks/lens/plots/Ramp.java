package hookworks.lens.plots;

/** A run of colours, in steps too small to see, that a value's place on its scale picks from. */
enum Ramp {
    /** From the page to a deep blue: one hue, even in lightness. */
    SEQUENTIAL('s'),
    /** Orange, neutral, blue: as far from neutral on one side as on the other. */
    DIVERGING('d');

    /** The highest level; the lowest is 0, the middle {@code STEPS / 2}. */
    static final int STEPS = 64;

    private static final OkLab PAGE_LIGHT = OkLab.of(Ink.BG.colour(Theme.LIGHT));
    private static final OkLab PAGE_DARK = OkLab.of(Ink.BG.colour(Theme.DARK));
    private static final double BLUE = 258;
    private static final double ORANGE = 55;
    private static final double VIVID = 0.72;

    private final char letter;

    Ramp(char letter) {
        this.letter = letter;
    }

    static Ramp of(ColourScale scale) {
        return switch (scale) {
            case ColourScale.Sequential sequential -> SEQUENTIAL;
            case ColourScale.Diverging diverging -> DIVERGING;
        };
    }

    /** Where the cells of nothing in particular lie. */
    int neutral() {
        return this == SEQUENTIAL ? 0 : STEPS / 2;
    }

    String name(int level) {
        return letter + Integer.toString(level);
    }

    Rgb colour(Theme theme, int level) {
        boolean light = theme == Theme.LIGHT;
        double share = (double) level / STEPS;
        if (this == SEQUENTIAL) {
            OkLab deep = light ? OkLab.polar(0.36, 0.14, BLUE) : OkLab.polar(0.84, 0.09, BLUE);
            return between(light ? PAGE_LIGHT : PAGE_DARK, deep, share);
        }
        double fromMiddle = 2 * share - 1;
        OkLab neutral = light ? OkLab.polar(0.955, 0.004, 95) : OkLab.polar(0.27, 0.006, 260);
        double hue = fromMiddle < 0 ? ORANGE : BLUE;
        OkLab end = light ? OkLab.polar(0.50, 0.13, hue) : OkLab.polar(0.80, 0.105, hue);
        return between(neutral, end, Math.abs(fromMiddle));
    }

    /** Even in lightness; the hue shows early, so that small values do not look grey. */
    private static Rgb between(OkLab pale, OkLab deep, double share) {
        OkLab even = pale.towards(deep, share);
        OkLab vivid = pale.towards(deep, Math.pow(share, VIVID));
        return new OkLab(even.lightness(), vivid.a(), vivid.b()).rgb();
    }
}
