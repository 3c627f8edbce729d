package hookworks.lens.plots;

/** How a text is set. */
record TextStyle(double size, Face face, Anchor anchor, Paint paint, boolean isUpward) {
    static final double SMALL = 11;
    static final double NORMAL = 12;

    enum Face {
        SANS,
        BOLD,
        MONO
    }

    /** Which point of the text lies on its coordinates. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    static TextStyle label(Anchor anchor) {
        return new TextStyle(SMALL, Face.SANS, anchor, Ink.SOFT, false);
    }

    static TextStyle token(double size, Anchor anchor) {
        return new TextStyle(size, Face.MONO, anchor, Ink.INK, false);
    }

    static TextStyle name(Anchor anchor) {
        return new TextStyle(NORMAL, Face.SANS, anchor, Ink.INK, false);
    }

    static TextStyle heading() {
        return new TextStyle(NORMAL + 1, Face.BOLD, Anchor.START, Ink.INK, false);
    }

    TextStyle in(Paint paint) {
        return new TextStyle(size, face, anchor, paint, isUpward);
    }

    TextStyle of(double size) {
        return new TextStyle(size, face, anchor, paint, isUpward);
    }

    /** Read from below to above. */
    TextStyle upward() {
        return new TextStyle(size, face, anchor, paint, true);
    }

    /** About how wide a text will be; fonts differ, so on the safe side. */
    double width(String text) {
        double perLetter = switch (face) {
            case SANS -> 0.56;
            case BOLD -> 0.61;
            case MONO -> 0.605;
        };
        return size
                * text.codePoints()
                        .mapToDouble(point -> point < 0x1100 ? perLetter : isMark(point) ? 0.85 : 1.15)
                        .sum();
    }

    /** Arrows, dashes, ellipses: wider than letters in many fonts, but not as wide as ideographs. */
    private static boolean isMark(int point) {
        return point >= 0x2000 && point < 0x2e80;
    }
}
