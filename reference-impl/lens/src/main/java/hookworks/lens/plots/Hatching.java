package hookworks.lens.plots;

/** The texture of "nothing here", the same in both back ends. */
final class Hatching {
    static final double PERIOD = 6;
    static final double WIDTH = 1.2;
    static final Ink GROUND = Ink.PANEL;
    static final Ink LINES = Ink.LINE;

    private Hatching() {}
}
