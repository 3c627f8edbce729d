package hookworks.lens.plots;

import java.util.List;

/**
 * A text whose tokens are coloured by a number each.
 *
 * @param tokens as the tokenizer spells them; whitespace is shown by marks
 * @param values {@code [position]}
 * @param measure what the numbers are
 * @param scale how a number becomes a colour
 * @param notes a word below each token, such as its id; or none at all
 */
public record ColouredText(
        List<String> tokens, List<Float> values, String measure, ColourScale scale, List<String> notes)
        implements Plot {
    public ColouredText {
        Checks.notEmpty("tokens", tokens);
        tokens = List.copyOf(tokens);
        Checks.sameCount("values", values.size(), "tokens", tokens.size());
        values = Checks.finite("values", values);
        Checks.text("the measure", measure);
        notes = List.copyOf(notes);
        if (!notes.isEmpty()) {
            Checks.sameCount("notes", notes.size(), "tokens", tokens.size());
        }
    }

    /** On a sequential scale from 0, or from the smallest number where that is below. */
    public static ColouredText of(String measure, List<String> tokens, float[] values) {
        List<Float> numbers = Checks.finite("values", Checks.list(values));
        return new ColouredText(
                tokens,
                numbers,
                measure,
                ColourScale.sequentialOver(numbers.stream().mapToDouble(Float::doubleValue)),
                List.of());
    }

    /** Another way from numbers to colours. */
    public ColouredText withScale(ColourScale scale) {
        return new ColouredText(tokens, values, measure, scale, notes);
    }

    /** For numbers with a sign. */
    public ColouredText diverging() {
        return withScale(ColourScale.divergingOver(values.stream().mapToDouble(Float::doubleValue)));
    }

    /** A word below each token, one for each. */
    public ColouredText withNotes(List<String> notes) {
        return new ColouredText(tokens, values, measure, scale, notes);
    }

    @Override
    public String kind() {
        return "coloured-text";
    }
}
