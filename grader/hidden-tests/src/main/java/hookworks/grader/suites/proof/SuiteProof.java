package hookworks.grader.suites.proof;

import hookworks.grader.suites.InProcessSubject;
import hookworks.grader.suites.Mutant;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import hookworks.grader.suites.proof.Gap.Kind;
import hookworks.solutions.References;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Tries on a suite everything that it must tell apart, under every seed. Confined to one thread. */
public final class SuiteProof {
    private final Suites suites;
    private final SuiteLauncher launcher;
    private final List<Long> seeds;

    /** Proves with these seeds, at least one. */
    public SuiteProof(Suites suites, List<Long> seeds) {
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("a proof needs at least one seed");
        }
        this.suites = suites;
        this.launcher = new SuiteLauncher(suites);
        this.seeds = List.copyOf(seeds);
    }

    /**
     * Proves one exercise's suite.
     *
     * @throws IllegalArgumentException where there is no such exercise
     */
    public ExerciseProof of(String exercise) {
        var against = new Evidence();
        int behaviours = reference(exercise, against);
        int templatePoints = stub(exercise, against);
        independence(exercise, against);
        List<Method> mutants = mutantsOf(exercise);
        int killed = (int) mutants.stream()
                .filter(mutant -> isKilled(exercise, mutant, against))
                .count();
        int cheatsPassed = (int) Trick.on(exercise).stream()
                .filter(trick -> passes(exercise, trick, against))
                .count();
        return new ExerciseProof(
                exercise,
                behaviours,
                mutants.size(),
                killed,
                templatePoints,
                cheatsPassed,
                against.gaps(),
                against.borderline());
    }

    private int reference(String exercise, Evidence against) {
        int behaviours = 0;
        for (long seed : seeds) {
            Findings found = judged(exercise, seed, References.all().toArray());
            behaviours = found.checks();
            mustPassByFar("reference", seed, found, against);
            Object[] elsewhere = PartSubject.answering(References.all(), new OtherRounding(seed));
            mustPassByFar("reference, rounded otherwise", seed, judged(exercise, seed, elsewhere), against);
        }
        return behaviours;
    }

    private static void mustPassByFar(String subject, long seed, Findings found, Evidence against) {
        against.borderline(subject, seed, found);
        if (!found.passedAll()) {
            against.gap(Kind.REFERENCE_FAILED, subject, seed, found.firstProblem());
        }
    }

    private int stub(String exercise, Evidence against) {
        long seed = seeds.getFirst();
        Findings found = judged(exercise, seed, PartSubject.stubs(References.all()));
        if (!found.passed().isEmpty()) {
            against.gap(Kind.TEMPLATE_SCORED, "stub", seed, "it passes " + found.passed());
        }
        return found.passed().size();
    }

    private void independence(String exercise, Evidence against) {
        long seed = seeds.getFirst();
        Findings alone = judged(exercise, seed, PartSubject.solving(References.all(), exercise::equals));
        if (!alone.passedAll()) {
            against.gap(Kind.VERDICT_SHARED, "only this exercise solved", seed, alone.firstProblem());
        }
        Findings others = judged(exercise, seed, PartSubject.solving(References.all(), any -> !any.equals(exercise)));
        if (!others.passed().isEmpty()) {
            against.gap(Kind.VERDICT_SHARED, "all others solved", seed, "it passes " + others.passed());
        }
    }

    private boolean isKilled(String exercise, Method mutant, Evidence against) {
        String story = mutant.getAnnotation(Mutant.class).value();
        int before = against.gaps().size();
        for (long seed : seeds) {
            Findings found = judged(exercise, seed, made(mutant));
            if (found.passedAll()) {
                against.gap(Kind.MUTANT_SURVIVED, story, seed, "it passes every check");
            } else if (!found.hasFeedback()) {
                against.gap(Kind.MUTANT_UNEXPLAINED, story, seed, found.firstProblem());
            } else if (!found.isRejectedByFar()) {
                against.borderline(story, seed, found);
            }
        }
        return against.gaps().size() == before;
    }

    private boolean passes(String exercise, Trick trick, Evidence against) {
        int before = against.gaps().size();
        for (long seed : seeds) {
            Object[] cheating =
                    PartSubject.answering(References.all(), trick.underSeed().apply(seed));
            if (judged(exercise, seed, cheating).passedAll()) {
                against.gap(Kind.CHEAT_PASSED, trick.words(), seed, "it passes every check");
            }
        }
        return against.gaps().size() > before;
    }

    private Findings judged(String exercise, long seed, Object... implementations) {
        var findings = new Findings();
        try (var subject = InProcessSubject.of(implementations)) {
            launcher.launch(List.of(exercise), subject, seed, findings);
        }
        return findings;
    }

    /** By name, so that a report is the same each time. */
    private List<Method> mutantsOf(String exercise) {
        return Arrays.stream(suites.mutantsOf(exercise).getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Mutant.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static Object made(Method mutant) {
        try {
            mutant.setAccessible(true);
            return mutant.invoke(null);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot make the mutant " + mutant.getName(), e);
        }
    }
}
