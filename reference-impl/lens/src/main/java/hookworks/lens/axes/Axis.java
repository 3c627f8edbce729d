package hookworks.lens.axes;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One place in a pattern, and where its text starts. */
sealed interface Axis {
    int at();

    /** The axes it stands for, without those behind an ellipsis. */
    Stream<Atom> atoms();

    /** The same with an ellipsis replaced by so many axes. */
    Stream<Axis> expanded(int missing);

    /** A single axis. A bare number is one whose name is its text and place, so that no two are the same axis. */
    record Atom(String name, OptionalLong size, int at) implements Axis {
        @Override
        public Stream<Atom> atoms() {
            return Stream.of(this);
        }

        @Override
        public Stream<Axis> expanded(int missing) {
            return Stream.of(this);
        }
    }

    /** Axes merged into one; none at all for an axis of size one. */
    record Group(List<Axis> parts, int at) implements Axis {
        static Group unit(int at) {
            return new Group(List.of(), at);
        }

        @Override
        public Stream<Atom> atoms() {
            return parts.stream().flatMap(Axis::atoms);
        }

        @Override
        public Stream<Axis> expanded(int missing) {
            return Stream.of(new Group(
                    parts.stream().flatMap(part -> part.expanded(missing)).toList(), at));
        }
    }

    /** Any number of axes, named from the last, so that those of several arrays meet at their ends. */
    record Ellipsis(int at) implements Axis {
        @Override
        public Stream<Atom> atoms() {
            return Stream.of();
        }

        @Override
        public Stream<Axis> expanded(int missing) {
            return IntStream.range(-missing, 0)
                    .mapToObj(place -> new Atom("...[%d]".formatted(place), OptionalLong.empty(), at));
        }
    }
}
