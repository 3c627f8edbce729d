package hookworks.grader.suites;

import java.util.List;

/** What an answer that is no tensor would be, had its author made this mistake; of tensors see {@link Mistake}. */
public record Slip<T>(Misconception misconception, T answer) {
    /** The line that feedback starts with where the answer is one of these slips, likeliest first; else nothing. */
    static <T> String recognised(T answered, List<Slip<T>> slips) {
        return slips.stream()
                .filter(slip -> slip.answer().equals(answered))
                .map(slip -> slip.misconception().sentence() + "\n")
                .findFirst()
                .orElse("");
    }
}
