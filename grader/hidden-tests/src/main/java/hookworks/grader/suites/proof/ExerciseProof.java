package hookworks.grader.suites.proof;

import java.util.List;

/**
 * What was found out about one suite.
 *
 * @param behaviours how many checks it has
 * @param mutants how many wrong solutions it met
 * @param killed how many of them it rejected under every seed
 * @param templatePoints how many checks an untouched stub passed
 * @param cheatsPassed how many ways to answer without thinking passed under some seed
 * @param gaps empty where all is as it should be
 * @param borderline checks of the reference and rejections of mutants that were nearly decided the other way
 */
public record ExerciseProof(
        String exercise,
        int behaviours,
        int mutants,
        int killed,
        int templatePoints,
        int cheatsPassed,
        List<Gap> gaps,
        List<Borderline> borderline) {
    public ExerciseProof {
        gaps = List.copyOf(gaps);
        borderline = List.copyOf(borderline);
    }

    /** Whether the suite tells apart what it should, each time by far. */
    public boolean holds() {
        return gaps.isEmpty() && borderline.isEmpty();
    }

    /** Whether the reference passed every check under every seed. */
    public boolean referenceFull() {
        return gaps.stream().noneMatch(gap -> gap.kind() == Gap.Kind.REFERENCE_FAILED);
    }
}
