package hookworks.grader.suites;

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
        if (expected != answered) {
            throw new WrongAnswer("%s: expected %d, got %d; %s".formatted(name, expected, answered, why));
        }
    }
}
