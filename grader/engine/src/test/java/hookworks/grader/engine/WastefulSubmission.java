package hookworks.grader.engine;

import hookworks.grader.protocol.SourceTree;
import hookworks.solutions.ReferenceSubmission;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/** The reference's hooks, with something done before each answer to some exercises. */
final class WastefulSubmission {
    /** Cheap exercises of the section, none of which the reference calls for another. */
    static final List<String> EXERCISES = List.of("induction-score-hook", "logit-attribution", "head-zero-ablation");

    private WastefulSubmission() {}

    /**
     * Makes the submission.
     *
     * @param first Java statements that are run once in a worker before the first answer to each exercise
     * @param always Java statements that are run before every answer; both may use {@code exercise}, a text
     */
    static SourceTree doing(String first, String always) {
        var sources = new HashMap<String, String>(ReferenceSubmission.sources());
        String right = Objects.requireNonNull(sources.get("student/MyHooks.java"));
        sources.put("student/RightHooks.java", right.replace("public final class MyHooks", "public class RightHooks"));
        sources.put("student/MyHooks.java", WASTEFUL.replace("/*first*/", first).replace("/*always*/", always));
        return SourceTree.of(sources);
    }

    private static final String WASTEFUL = """
            package student;

            import ai.djl.ndarray.NDArray;
            import hookworks.lens.hooks.HookPoint;
            import java.util.ArrayList;
            import java.util.HashSet;
            import java.util.List;
            import java.util.Set;

            public final class MyHooks extends RightHooks {
                static final List<Object> KEPT = new ArrayList<>();
                private static final Set<String> MET = new HashSet<>();

                private static void waste(String exercise) {
                    if (MET.add(exercise)) {
                        /*first*/
                    }
                    /*always*/
                }

                @Override
                public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
                    waste("induction-score-hook");
                    return super.inductionScoreHook(pattern, hook, store);
                }

                @Override
                public NDArray logitAttribution(NDArray embed, List<NDArray> headResults, NDArray wU, NDArray tokens) {
                    waste("logit-attribution");
                    return super.logitAttribution(embed, headResults, wU, tokens);
                }

                @Override
                public NDArray zeroAblateHead(NDArray activation, HookPoint hook, int head) {
                    waste("head-zero-ablation");
                    return super.zeroAblateHead(activation, hook, head);
                }
            }
            """;
}
