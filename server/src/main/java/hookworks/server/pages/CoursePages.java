package hookworks.server.pages;

import hookworks.course.Catalogue;
import hookworks.course.CoursePage;
import hookworks.course.ExercisePage;
import hookworks.course.Section;
import hookworks.server.grading.GradingRun;
import hookworks.server.grading.GradingRuns;
import hookworks.server.students.Student;
import hookworks.server.web.Pages;
import hookworks.server.web.SignIn;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The course: its home, and a page for each section. Anyone may read; a student also sees where they stand. */
final class CoursePages implements Pages {
    private final Catalogue course;
    private final StandingReader standings;
    private final RunReader reader;
    private final GradingRuns runs;
    private final SolutionShelf solutions;
    private final WorkedFigures figures;
    private final Channels channels;
    private final Clock clock;

    CoursePages(CourseSite site, StandingReader standings, RunReader reader) {
        this.course = site.material().catalogue();
        this.standings = standings;
        this.reader = reader;
        this.runs = site.runs();
        this.solutions = site.material().solutions();
        this.figures = site.material().figures();
        this.channels = site.material().channels();
        this.clock = site.clock();
    }

    private record Card(
            int number, String slug, String title, String goal, String minutes, Standing.InSection standing) {
        static Card of(Section section, Standing standing) {
            Standing.InSection here = standing.in(section);
            int left = here.exercises().stream()
                    .filter(exercise -> !exercise.isPassed())
                    .mapToInt(Standing.InExercise::minutesAtMost)
                    .sum();
            return new Card(
                    section.number(),
                    section.slug(),
                    section.title(),
                    section.goal(),
                    left == 0 ? "nothing left to do" : "about %d minutes left".formatted(left),
                    here);
        }
    }

    private record Step(String section, String slug, String title, String minutes) {}

    private record PartView(String html, List<Section.Heading> headings, List<ExerciseView> exercises) {}

    private record ExerciseView(
            ExercisePage page,
            String pageHtml,
            Standing.InExercise standing,
            List<Hint> hints,
            List<SolutionView> solution,
            Optional<Channels.Links> channels) {
        static ExerciseView of(
                ExercisePage page,
                String pageHtml,
                Standing.InExercise standing,
                Optional<SolutionView> solution,
                Optional<Channels.Links> channels) {
            List<Hint> hints = new ArrayList<>();
            for (String hint : page.hints()) {
                hints.add(new Hint(hints.size() + 1, page.hints().size(), hint));
            }
            return new ExerciseView(
                    page,
                    pageHtml,
                    standing,
                    List.copyOf(hints),
                    solution.stream().toList(),
                    channels);
        }
    }

    private record Neighbour(String relation, int number, String title, String address) {
        static Neighbour of(String relation, Section section) {
            return new Neighbour(relation, section.number(), section.title(), section.address());
        }
    }

    private record Hint(int number, int of, String html) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/", this::home);
        routes.get("/sections/{slug}", this::section);
        routes.get("/pages/{slug}", this::page);
    }

    private void home(Context ctx) {
        Optional<Student> student = SignIn.studentOf(ctx);
        Standing standing = standings.of(student);
        Map<String, Object> model = new HashMap<>();
        model.put(
                "cards",
                course.sections().stream()
                        .map(section -> Card.of(section, standing))
                        .toList());
        model.put("isSignedIn", student.isPresent());
        model.put("step", nextStep(standing).stream().toList());
        student.ifPresent(known -> {
            model.put("clone", cloneCommand(ctx, known));
            model.put("last", runs.latestOf(known.id()).map(this::view).stream().toList());
        });
        ctx.render("home.mustache", model);
    }

    private void page(Context ctx) {
        CoursePage page = course.page(ctx.pathParam("slug")).orElseThrow(NotFoundResponse::new);
        ctx.render(
                "page.mustache",
                Map.of("page", page, "pageHtml", page.html(), "channels", channels.linksAt(page.title(), ctx.url())));
    }

    private void section(Context ctx) {
        Section section = course.section(ctx.pathParam("slug")).orElseThrow(NotFoundResponse::new);
        Optional<Student> student = SignIn.studentOf(ctx);
        Standing.InSection standing = standings.of(student).in(section);
        List<PartView> parts = new ArrayList<>();
        int seen = 0;
        for (Section.Part part : section.parts()) {
            int from = seen;
            seen += part.exercises().size();
            parts.add(partView(ctx, part, standing.exercises().subList(from, seen)));
        }
        ctx.render(
                "section.mustache",
                Map.of(
                        "section",
                        section,
                        "hasFigures",
                        hasFigures(section),
                        "standing",
                        standing,
                        "parts",
                        parts,
                        "neighbours",
                        neighbours(section),
                        "channels",
                        channels.linksAt(section.title(), ctx.url()),
                        "isSignedIn",
                        student.isPresent()));
    }

    private PartView partView(Context ctx, Section.Part part, List<Standing.InExercise> standings) {
        List<ExerciseView> exercises = new ArrayList<>();
        for (ExercisePage page : part.exercises()) {
            Standing.InExercise here = standings.get(exercises.size());
            exercises.add(ExerciseView.of(
                    page,
                    figures.into(page.html()),
                    here,
                    SolutionView.of(solutions, page, here, clock),
                    channels.linksAt(page.title(), ctx.url() + "#" + page.slug())));
        }
        return new PartView(figures.into(part.html()), part.headings(), exercises);
    }

    private List<Neighbour> neighbours(Section section) {
        int here = course.sections().indexOf(section);
        List<Neighbour> neighbours = new ArrayList<>();
        if (here > 0) {
            neighbours.add(Neighbour.of("Before this", course.sections().get(here - 1)));
        }
        if (here + 1 < course.sections().size()) {
            neighbours.add(Neighbour.of("After this", course.sections().get(here + 1)));
        }
        return neighbours;
    }

    private static boolean hasFigures(Section section) {
        return !WorkedFigures.placesIn(section.html()).isEmpty()
                || section.exercises().stream()
                        .anyMatch(exercise ->
                                !WorkedFigures.placesIn(exercise.html()).isEmpty());
    }

    /** With the handle in the address, git asks for the token only. */
    private static String cloneCommand(Context ctx, Student student) {
        return "git clone %s://%s@%s/git/%s.git"
                .formatted(ctx.scheme(), student.handle(), ctx.host(), student.handle());
    }

    private RunView view(GradingRun run) {
        RunBoard board = reader.emptyBoard();
        reader.catchUp(run, board);
        return reader.view(run, board);
    }

    private Optional<Step> nextStep(Standing standing) {
        return course.sections().stream()
                .flatMap(section -> standing.in(section).exercises().stream()
                        .filter(exercise -> !exercise.isPassed())
                        .map(exercise -> new Step(
                                section.slug(),
                                exercise.slug(),
                                exercise.title(),
                                course.exercise(exercise.slug())
                                        .map(ExercisePage::minutes)
                                        .orElse(""))))
                .findFirst();
    }
}
