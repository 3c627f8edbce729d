package hookworks.server.cli.marks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import hookworks.grader.engine.report.Verdict;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Marks as text: CSV after RFC 4180, a column for each exercise. A cell of unknown origin that a spreadsheet would take
 * for a formula starts with an apostrophe, as does one that starts with an apostrophe of its own. Immutable.
 */
public final class MarksTable {
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n'";
    private static final List<String> BEFORE = List.of("submission", "seed", "passed", "of");
    private static final CsvSchema ROWS = CsvSchema.emptySchema().withLineSeparator("\r\n");
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private final List<String> exercises;
    private final List<String> columns;

    /**
     * Makes a table without rows.
     *
     * @param exercises slugs, one column each
     */
    public MarksTable(List<String> exercises) {
        this.exercises = List.copyOf(exercises);
        this.columns = Stream.of(BEFORE, exercises, List.of("note"))
                .flatMap(List::stream)
                .toList();
    }

    /** The first line, with its end. */
    String header() {
        return line(columns);
    }

    /** A line, with its end. */
    String line(Mark mark) {
        boolean isTaken = !mark.verdicts().isEmpty();
        Stream<String> before = Stream.of(
                guarded(mark.submission()),
                Long.toString(mark.seed()),
                isTaken ? Long.toString(mark.passed()) : "",
                isTaken ? Integer.toString(exercises.size()) : "");
        Stream<String> verdicts = exercises.stream()
                .map(exercise -> mark.verdictOn(exercise).map(Verdict::name).orElse(""));
        return line(Stream.of(before, verdicts, Stream.of(guarded(mark.note())))
                .flatMap(cells -> cells)
                .toList());
    }

    /**
     * Reads what {@link #header} and {@link #line} wrote; a last line without its end is dropped.
     *
     * @throws IllegalArgumentException where the text is another table, or none
     */
    List<Mark> read(String text) {
        String whole = text.substring(0, endOfLastRow(text));
        if (whole.isEmpty() && header().startsWith(text)) {
            return List.of();
        }
        List<List<String>> rows = rows(whole);
        if (rows.isEmpty() || !rows.getFirst().equals(columns)) {
            throw new IllegalArgumentException("its first line is not: " + header().strip());
        }
        return rows.stream().skip(1).map(this::mark).toList();
    }

    /** A line end between quotation marks ends no row; a doubled quotation mark toggles twice. */
    private static int endOfLastRow(String text) {
        int end = 0;
        boolean isQuoted = false;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            isQuoted ^= character == '"';
            if (character == '\n' && !isQuoted) {
                end = at + 1;
            }
        }
        return end;
    }

    private static List<List<String>> rows(String text) {
        try (MappingIterator<List<String>> rows =
                MAPPER.readerForListOf(String.class).with(ROWS).readValues(text)) {
            return rows.readAll();
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no CSV: " + e.getMessage(), e);
        }
    }

    private Mark mark(List<String> row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a row has %d cells instead of %d: %s".formatted(row.size(), columns.size(), row));
        }
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (int at = 0; at < exercises.size(); at++) {
            String cell = row.get(BEFORE.size() + at);
            if (!cell.isEmpty()) {
                verdicts.put(exercises.get(at), Verdict.valueOf(cell));
            }
        }
        return new Mark(plain(row.getFirst()), Long.parseLong(row.get(1)), verdicts, plain(row.getLast()));
    }

    private static String line(List<String> cells) {
        try {
            return MAPPER.writer(ROWS).writeValueAsString(cells);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row made of texts could not be written as CSV", e);
        }
    }

    private static String guarded(String cell) {
        return cell.isEmpty() || STARTS_A_FORMULA.indexOf(cell.charAt(0)) < 0 ? cell : "'" + cell;
    }

    private static String plain(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }
}
