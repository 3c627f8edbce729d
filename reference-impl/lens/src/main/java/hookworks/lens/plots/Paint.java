package hookworks.lens.plots;

/** What a shape is painted with: a name that the style sheet knows, and its colour where there is none. */
sealed interface Paint permits Ink, Paint.Level, Paint.OnLevel {
    /** The style sheet's custom property is this after {@code --hw-}. */
    String property();

    Rgb colour(Theme theme);

    /** A step of a ramp. */
    record Level(Ramp ramp, int level) implements Paint {
        @Override
        public String property() {
            return ramp.name(level);
        }

        @Override
        public Rgb colour(Theme theme) {
            return ramp.colour(theme, level);
        }
    }

    /** Text on a step of a ramp: black or white, whichever reads better in each theme. */
    record OnLevel(Level ground) implements Paint {
        private static final Rgb BLACK = Rgb.of(0x000000);
        private static final Rgb WHITE = Rgb.of(0xffffff);

        @Override
        public String property() {
            return "on" + letter(Theme.LIGHT) + letter(Theme.DARK);
        }

        @Override
        public Rgb colour(Theme theme) {
            Rgb beneath = ground.colour(theme);
            return beneath.contrast(BLACK) >= beneath.contrast(WHITE) ? BLACK : WHITE;
        }

        private char letter(Theme theme) {
            return colour(theme).equals(BLACK) ? 'b' : 'w';
        }
    }
}
