package hookworks.lens.train;

/** Hears how training goes, on the thread that trains. */
@FunctionalInterface
public interface TrainingProgress {
    /** After each step. */
    void stepped(StepReport report);

    /** Nobody listens. */
    static TrainingProgress silent() {
        return report -> {};
    }
}
