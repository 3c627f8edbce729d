package hookworks.server.pages;

import hookworks.server.grading.GradingRun;
import hookworks.server.grading.RunFeed;
import hookworks.server.grading.RunState;
import hookworks.server.web.LiveSource;
import hookworks.server.web.Snapshot;
import hookworks.server.web.Templates;
import java.util.LinkedHashMap;
import java.util.Map;

/** The moving parts of a run page: its summary, and each exercise with its checks. */
final class RunSource implements LiveSource {
    private final RunReader reader;
    private final Templates templates;
    private final GradingRun run;
    private final RunFeed.Subscription subscription;
    private final RunBoard board;

    RunSource(RunReader reader, Templates templates, GradingRun run, RunFeed feed, Runnable wake) {
        this.reader = reader;
        this.templates = templates;
        this.run = run;
        this.subscription = feed.subscribe(run.id(), wake);
        this.board = reader.emptyBoard();
    }

    /** Reads the row before the events, so that a run that is done has all of them. */
    @Override
    public Snapshot look() {
        GradingRun now = reader.again(run).orElse(run);
        reader.catchUp(now, board);
        RunView view = reader.view(now, board);
        Map<String, String> parts = exerciseParts(templates, view);
        parts.put("summary", templates.render("_run-summary.mustache", view));
        return new Snapshot(parts, Long.toString(board.sequence()), now.state() == RunState.DONE);
    }

    @Override
    public void close() {
        subscription.close();
    }

    static Map<String, String> exerciseParts(Templates templates, RunView view) {
        Map<String, String> parts = new LinkedHashMap<>();
        view.exercises()
                .forEach(exercise -> parts.put(exercise.part(), templates.render("_run-exercise.mustache", exercise)));
        return parts;
    }
}
