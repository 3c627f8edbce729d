package hookworks.lens.axes;

/** The text of a pattern, and errors that point into it. */
record PatternText(String text) {
    PatternText {
        text = text.replaceAll("\\s", " "); // the mark must stand below its place
    }

    IllegalArgumentException wrong(int at, String why) {
        return new IllegalArgumentException("%s\n    %s\n    %s^".formatted(why, text, " ".repeat(at)));
    }
}
