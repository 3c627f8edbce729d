package hookworks.grader.suites.proof;

import hookworks.grader.suites.InProcessSubject;
import hookworks.grader.suites.Mutant;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import hookworks.grader.suites.proof.Gap.Kind;
import hookworks.solutions.References;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
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
        var gaps = new ArrayList<Gap>();
        int behaviours = reference(exercise, gaps);
        int templatePoints = stub(exercise, gaps);
        independence(exercise, gaps);
        List<Method> mutants = mutantsOf(exercise);
        int killed = (int) mutants.stream()
                .filter(mutant -> isKilled(exercise, mutant, gaps))
                .count();
        int cheatsPassed = (int) Trick.on(exercise).stream()
                .filter(trick -> passes(exercise, trick, gaps))
                .count();
        return new ExerciseProof(exercise, behaviours, mutants.size(), killed, templatePoints, cheatsPassed, gaps);
    }

    private int reference(String exercise, List<Gap> gaps) {
        int behaviours = 0;
        for (long seed : seeds) {
            Findings found = judged(exercise, seed, References.all().toArray());
            behaviours = found.checks();
            if (!found.passedAll()) {
                gaps.add(new Gap(Kind.REFERENCE_FAILED, "reference", seed, found.firstProblem()));
            }
        }
        return behaviours;
    }

    private int stub(String exercise, List<Gap> gaps) {
        long seed = seeds.getFirst();
        Findings found = judged(exercise, seed, PartSubject.stubs(References.all()));
        if (!found.passed().isEmpty()) {
            gaps.add(new Gap(Kind.TEMPLATE_SCORED, "stub", seed, "it passes " + found.passed()));
        }
        return found.passed().size();
    }

    private void independence(String exercise, List<Gap> gaps) {
        long seed = seeds.getFirst();
        Findings alone = judged(exercise, seed, PartSubject.solving(References.all(), exercise::equals));
        if (!alone.passedAll()) {
            gaps.add(new Gap(Kind.VERDICT_SHARED, "only this exercise solved", seed, alone.firstProblem()));
        }
        Findings others = judged(exercise, seed, PartSubject.solving(References.all(), any -> !any.equals(exercise)));
        if (!others.passed().isEmpty()) {
            gaps.add(new Gap(Kind.VERDICT_SHARED, "all others solved", seed, "it passes " + others.passed()));
        }
    }

    private boolean isKilled(String exercise, Method mutant, List<Gap> gaps) {
        String story = mutant.getAnnotation(Mutant.class).value();
        int before = gaps.size();
        for (long seed : seeds) {
            Findings found = judged(exercise, seed, made(mutant));
            if (found.passedAll()) {
                gaps.add(new Gap(Kind.MUTANT_SURVIVED, story, seed, "it passes every check"));
            } else if (!found.hasFeedback()) {
                gaps.add(new Gap(Kind.MUTANT_UNEXPLAINED, story, seed, found.firstProblem()));
            }
        }
        return gaps.size() == before;
    }

    private boolean passes(String exercise, Trick trick, List<Gap> gaps) {
        int before = gaps.size();
        for (long seed : seeds) {
            Object[] cheating =
                    PartSubject.answering(References.all(), trick.underSeed().apply(seed));
            if (judged(exercise, seed, cheating).passedAll()) {
                gaps.add(new Gap(Kind.CHEAT_PASSED, trick.words(), seed, "it passes every check"));
            }
        }
        return gaps.size() > before;
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
