package hookworks.grader.suites.proof;

import hookworks.grader.suites.proof.Gap.Kind;
import java.util.ArrayList;
import java.util.List;

/** What speaks against a suite, as it is found. Confined to one thread. */
final class Evidence {
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Borderline> borderline = new ArrayList<>();

    void gap(Kind kind, String subject, long seed, String detail) {
        gaps.add(new Gap(kind, subject, seed, detail));
    }

    /** Notes every check that nearly decided otherwise. */
    void borderline(String subject, long seed, Findings found) {
        found.borderline().forEach((check, margin) -> borderline.add(new Borderline(subject, check, seed, margin)));
    }

    List<Gap> gaps() {
        return gaps;
    }

    List<Borderline> borderline() {
        return borderline;
    }
}
