package hookworks.grader.suites;

import java.util.List;

/** Judges a whole number that the subject answered with. */
public final class Count {
    private Count() {}

    /**
     * Compares two counts.
     *
     * @param why what the student reads after the two figures
     * @throws WrongAnswer where they differ
     */
    public static void mustEqual(String name, long expected, long answered, String why) {
        mustEqual(name, expected, answered, why, List.of());
    }

    /** As {@link #mustEqual(String, long, long, String)}, with wrong answers that are recognised, likeliest first. */
    public static void mustEqual(String name, long expected, long answered, String why, List<Slip<Long>> slips) {
        if (expected != answered) {
            throw new WrongAnswer(Slip.recognised(answered, slips)
                    + "%s: expected %d, got %d; %s".formatted(name, expected, answered, why));
        }
    }
}
