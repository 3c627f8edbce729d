package hookworks.server.cli;

import hookworks.course.Catalogue;
import hookworks.course.ExercisePage;
import hookworks.grader.engine.Judge;
import hookworks.grader.engine.sandbox.ProtectionPolicy;
import hookworks.server.cli.LocalJudge.SandboxChoice;
import hookworks.server.git.Template;
import hookworks.server.pages.CourseMaterial;
import hookworks.server.pages.CourseSettings;
import hookworks.server.pages.SolutionShelf;
import hookworks.server.pages.WorkedFigures;
import hookworks.server.site.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What the sites of this installation share, whichever command opens them. */
record SiteParts(
        Catalogue course,
        Supplier<Template> template,
        LocalJudge.Source judges,
        UnaryOperator<String> solutions,
        Callable<Map<String, String>> figures) {

    private static final int WARM_WORKERS = 1;

    /**
     * In a sandbox, with everything as it is unless somebody decides otherwise.
     *
     * @throws CannotRun where this machine has no sandbox
     */
    Site.Parts in(Path data) {
        return in(data, () -> judge(WARM_WORKERS), CourseSettings.standard());
    }

    /** In a sandbox, as the caller's own. */
    Judge judge(int warmWorkers) {
        return judges.open(SandboxChoice.REQUIRED, warmWorkers, ProtectionPolicy.standard())
                .judge();
    }

    /** As {@link #in(Path)}, with what an operator and an instructor decided. */
    Site.Parts in(Path data, SandboxChoice choice, int warmWorkers, ProtectionPolicy policy, CourseSettings settings) {
        return in(data, () -> judges.open(choice, warmWorkers, policy).judge(), settings);
    }

    private Site.Parts in(Path data, Supplier<Judge> judge, CourseSettings settings) {
        var material = new CourseMaterial(
                course,
                new SolutionShelf(solutions, settings.release()),
                WorkedFigures.begin(figures),
                settings.channels());
        return new Site.Parts(data.resolve("repositories"), material, template.get(), judge.get());
    }

    /** Pages without figures, for a site of which only the grading matters. */
    Site.Parts judgedBy(Judge judge, Path data) {
        return new Site.Parts(data.resolve("repositories"), CourseMaterial.of(course), template.get(), judge);
    }

    /** Slugs in course order. */
    List<String> exercises() {
        return course.exercises().stream().map(ExercisePage::slug).toList();
    }
}
