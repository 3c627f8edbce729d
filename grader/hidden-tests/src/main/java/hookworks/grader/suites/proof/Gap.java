package hookworks.grader.suites.proof;

/**
 * Something that a suite should have told apart and did not.
 *
 * @param subject who was judged, such as a mutant's story
 * @param seed under which it happened
 * @param detail what the suite said, or which checks it passed
 */
public record Gap(Kind kind, String subject, long seed, String detail) {
    /** What should not be. */
    public enum Kind {
        REFERENCE_FAILED("the reference fails"),
        TEMPLATE_SCORED("an untouched stub scores"),
        MUTANT_SURVIVED("a wrong solution passes"),
        MUTANT_UNEXPLAINED("a wrong solution is rejected by crashes alone, without feedback"),
        CHEAT_PASSED("an answer made without thinking passes"),
        VERDICT_SHARED("the verdict depends on another exercise");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As part of a sentence. */
        public String words() {
            return words;
        }
    }

    @Override
    public String toString() {
        return "%s (%s, seed %d): %s".formatted(kind.words(), subject, seed, detail);
    }
}
