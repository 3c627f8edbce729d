package hookworks.lens.axes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a pattern for indexing says.
 *
 * @param text the pattern
 * @param coordinates one for each axis of the array
 * @param output the axes of the result: each one that is anywhere
 */
record EindexPattern(PatternText text, List<Coordinate> coordinates, List<String> output) {
    /** Where a coordinate of the array comes from, and the axes that it varies with. */
    sealed interface Coordinate {
        List<Place> places();

        int at();
    }

    /** The position on an axis of the result itself. */
    record Along(Place place) implements Coordinate {
        @Override
        public List<Place> places() {
            return List.of(place);
        }

        @Override
        public int at() {
            return place.at();
        }
    }

    /** What an array of indices holds there. */
    record LookedUp(List<Place> places, int at) implements Coordinate {}

    /** A position on an axis, so many further on. */
    record Place(String axis, long offset, int at) {
        Axis.Atom atom() {
            return new Axis.Atom(axis, OptionalLong.empty(), at);
        }
    }

    static EindexPattern parse(String pattern) {
        var reader = new AxisReader(pattern);
        List<Coordinate> coordinates = coordinates(reader);
        Set<String> axes = new LinkedHashSet<>();
        coordinates.forEach(coordinate -> coordinate.places().forEach(place -> axes.add(place.axis())));
        if (!reader.accept("->")) {
            reader.expectEnd("an axis, '[', '->' or the end");
            return new EindexPattern(reader.pattern(), coordinates, List.copyOf(axes));
        }
        return new EindexPattern(reader.pattern(), coordinates, output(reader, axes));
    }

    private static List<Coordinate> coordinates(AxisReader reader) {
        var coordinates = new ArrayList<Coordinate>();
        while (true) {
            int start = reader.at();
            if (reader.accept("[")) {
                coordinates.add(new LookedUp(places(reader), start));
                reader.expect("]", "an axis or ']'");
            } else if (reader.atName()) {
                coordinates.add(new Along(place(reader)));
            } else if (coordinates.stream().anyMatch(LookedUp.class::isInstance)) {
                return List.copyOf(coordinates);
            } else {
                throw reader.unexpected("an axis or '['");
            }
        }
    }

    private static List<Place> places(AxisReader reader) {
        var places = new ArrayList<Place>();
        while (reader.atName()) {
            places.add(place(reader));
        }
        return List.copyOf(places);
    }

    private static Place place(AxisReader reader) {
        int start = reader.at();
        String axis = reader.name();
        return new Place(axis, reader.accept("+") ? reader.number() : 0, start);
    }

    private static List<String> output(AxisReader reader, Set<String> axes) {
        int start = reader.at();
        AxisList output = reader.axes();
        reader.expectEnd("an axis or the end");
        output.requireDistinct();
        output.requireAmong(axes, "is not left of '->'");
        if (output.axes().size() != axes.size() || output.atoms().size() != axes.size()) {
            throw reader.pattern().wrong(start, "expected just the axes %s, in any order".formatted(axes));
        }
        return output.names();
    }

    /** The axes of the array, where each bracket stands for one of its own. */
    AxisList arrayAxes() {
        return axes(text.text().split("->", 2)[0].strip(), coordinates.stream().map(coordinate -> switch (coordinate) {
            case Along(Place place) -> place.atom();
            case LookedUp(var _, int at) -> new Axis.Atom("[@%d".formatted(at), OptionalLong.empty(), at);
        }));
    }

    /** The axes of each array of indices. */
    List<AxisList> indexAxes() {
        return coordinates.stream()
                .filter(LookedUp.class::isInstance)
                .map(bracket ->
                        axes(bracketText(bracket), bracket.places().stream().map(Place::atom)))
                .toList();
    }

    private String bracketText(Coordinate bracket) {
        return text.text()
                .substring(bracket.at() + 1, text.text().indexOf(']', bracket.at()))
                .strip();
    }

    private AxisList axes(String part, Stream<Axis.Atom> atoms) {
        return new AxisList(text, part, atoms.<Axis>map(atom -> atom).toList());
    }

    /** How much shorter an axis is in the result than in the arrays. */
    long furthest(String axis) {
        return places(axis).mapToLong(Place::offset).max().orElse(0);
    }

    /** The last coordinates that are simply every position of an axis, so that whole rows may be copied. */
    List<String> rowAxes() {
        var rows = new ArrayList<String>();
        for (Coordinate coordinate : coordinates.reversed()) {
            if (!(coordinate instanceof Along(Place place))
                    || place.offset() > 0
                    || places(place.axis()).count() > 1) {
                break;
            }
            rows.addFirst(place.axis());
        }
        return List.copyOf(rows);
    }

    private Stream<Place> places(String axis) {
        return coordinates.stream()
                .flatMap(coordinate -> coordinate.places().stream())
                .filter(place -> place.axis().equals(axis));
    }
}
