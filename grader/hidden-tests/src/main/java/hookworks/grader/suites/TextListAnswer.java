package hookworks.grader.suites;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list of texts that the subject answered with, and what to tell the student where it is wrong.
 *
 * @param name what the student calls it, such as {@code strTokens}
 * @param texts null where the subject returned none
 * @param place what a place in the list is, such as {@code position}
 */
public record TextListAnswer(String name, @Nullable List<String> texts, String place) {
    /**
     * Compares length, order and every text.
     *
     * @param slips wrong answers that are recognised, likeliest first
     * @throws WrongAnswer naming the first difference
     */
    public void mustEqual(List<String> expected, List<Slip<List<String>>> slips) {
        if (texts == null) {
            throw new WrongAnswer("%s is null; expected %d texts".formatted(name, expected.size()));
        }
        if (!texts.equals(expected)) {
            throw new WrongAnswer(Slip.recognised(texts, slips) + difference(expected, texts));
        }
    }

    private String difference(List<String> expected, List<String> answered) {
        String count = expected.size() == answered.size()
                ? ""
                : " (expected %d texts, got %d)".formatted(expected.size(), answered.size());
        int first = 0;
        while (first < expected.size()
                && first < answered.size()
                && Objects.equals(expected.get(first), answered.get(first))) {
            first++;
        }
        return "%s at %s %d: expected %s, got %s%s"
                .formatted(name, place, first, at(expected, first), at(answered, first), count);
    }

    private static String at(List<String> texts, int place) {
        return place < texts.size() ? TextAnswer.shown(texts.get(place)) : "nothing";
    }
}
