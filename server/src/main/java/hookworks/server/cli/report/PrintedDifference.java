package hookworks.server.cli.report;

import hookworks.grader.suites.DifferenceMap;
import java.util.List;
import java.util.stream.Stream;

/** A map of differences in plain characters: a dot where all agree, a digit where not. */
final class PrintedDifference {
    private PrintedDifference() {}

    static List<String> lines(DifferenceMap map) {
        Stream<String> cells = map.levels().stream().map(line -> spaced(line.replace('0', '.')));
        return Stream.concat(Stream.of(map.caption() + "; 9 is " + map.largest()), cells)
                .toList();
    }

    private static String spaced(String line) {
        return String.join(" ", line.split(""));
    }
}
