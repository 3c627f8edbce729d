package hookworks.lens.axes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a pattern from left to right. */
final class AxisReader {
    private static final int MOST_DIGITS = 9;

    private final PatternText pattern;
    private int at;

    AxisReader(String text) {
        this.pattern = new PatternText(text);
    }

    PatternText pattern() {
        return pattern;
    }

    /** The place of what comes next. */
    int at() {
        while (at < pattern.text().length() && pattern.text().charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    boolean accept(String symbol) {
        boolean found = pattern.text().startsWith(symbol, at());
        at += found ? symbol.length() : 0;
        return found;
    }

    void expect(String symbol, String expected) {
        if (!accept(symbol)) {
            throw unexpected(expected);
        }
    }

    void expectEnd(String expected) {
        if (at() < pattern.text().length()) {
            throw unexpected(expected);
        }
    }

    IllegalArgumentException unexpected(String expected) {
        String found =
                at() < pattern.text().length() ? "'%c'".formatted(pattern.text().charAt(at)) : "the end";
        return pattern.wrong(at, "expected %s, found %s".formatted(expected, found));
    }

    boolean atName() {
        return at() < pattern.text().length()
                && Character.isLetter(pattern.text().charAt(at));
    }

    boolean atNumber() {
        return at() < pattern.text().length() && isDigit(pattern.text().charAt(at));
    }

    String name() {
        int start = at();
        if (!atName()) {
            throw unexpected("an axis name");
        }
        while (at < pattern.text().length() && isNamePart(pattern.text().charAt(at))) {
            at++;
        }
        return pattern.text().substring(start, at);
    }

    /** At least 1. */
    long number() {
        int start = at();
        while (at < pattern.text().length() && isDigit(pattern.text().charAt(at))) {
            at++;
        }
        String digits = pattern.text().substring(start, at);
        if (at < pattern.text().length() && isNamePart(pattern.text().charAt(at))) {
            throw pattern.wrong(start, "an axis name starts with a letter");
        }
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || Long.parseLong(digits) == 0) {
            throw pattern.wrong(start, "expected a number from 1, of at most %d digits".formatted(MOST_DIGITS));
        }
        return Long.parseLong(digits);
    }

    /** As many axes as follow, perhaps none. */
    AxisList axes() {
        int start = at();
        List<Axis> axes = sequence(true);
        return new AxisList(pattern, pattern.text().substring(start, at).strip(), axes);
    }

    private List<Axis> sequence(boolean groups) {
        var axes = new ArrayList<Axis>();
        for (Optional<Axis> next = next(groups); next.isPresent(); next = next(groups)) {
            axes.add(next.get());
        }
        return List.copyOf(axes);
    }

    private Optional<Axis> next(boolean groups) {
        int start = at();
        if (atName()) {
            String name = name();
            return Optional.of(new Axis.Atom(name, accept("=") ? sizeAfterName() : OptionalLong.empty(), start));
        }
        if (atNumber()) {
            return Optional.of(numbered(number(), start));
        }
        if (accept("...")) {
            return Optional.of(new Axis.Ellipsis(start));
        }
        if (groups && accept("(")) {
            var group = new Axis.Group(sequence(false), start);
            expect(")", "an axis or ')'");
            return Optional.of(group);
        }
        return Optional.empty();
    }

    private OptionalLong sizeAfterName() {
        at();
        return OptionalLong.of(number());
    }

    private static Axis numbered(long size, int start) {
        return size == 1
                ? Axis.Group.unit(start)
                : new Axis.Atom("%d@%d".formatted(size, start), OptionalLong.of(size), start);
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static boolean isNamePart(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_';
    }
}
