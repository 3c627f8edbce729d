package hookworks.server.pages;

import hookworks.server.grading.GradingRun;
import hookworks.server.grading.GradingRuns;
import hookworks.server.grading.RunFeed;
import hookworks.server.grading.RunId;
import hookworks.server.web.LiveStreams;
import hookworks.server.web.Pages;
import hookworks.server.web.SignIn;
import hookworks.server.web.Snapshot;
import hookworks.server.web.Templates;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a student sees of a grading run while it happens, and after. */
final class RunPages implements Pages {
    private final GradingRuns runs;
    private final RunReader reader;
    private final RunFeed feed;
    private final LiveStreams streams;
    private final Templates templates;

    RunPages(GradingRuns runs, RunReader reader, RunFeed feed, LiveStreams streams, Templates templates) {
        this.runs = runs;
        this.reader = reader;
        this.feed = feed;
        this.streams = streams;
        this.templates = templates;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/runs/{run}", this::show);
        routes.get("/runs/{run}/events", this::follow);
    }

    private void show(Context ctx) {
        GradingRun run = runOf(ctx);
        RunBoard board = reader.emptyBoard();
        reader.catchUp(run, board);
        RunView view = reader.view(run, board);
        ctx.render("run.mustache", Map.of("run", view, "isOpen", view.seed().isEmpty(), "sequence", board.sequence()));
    }

    /** A browser says how far it is: in the page's address at first, by the id of the last event when it comes back. */
    private void follow(Context ctx) {
        GradingRun run = runOf(ctx);
        String lastId = ctx.header("Last-Event-ID");
        long sequence = number(lastId == null ? ctx.queryParam("after") : lastId);
        Snapshot shown = reader.boardAt(run, sequence)
                .map(board -> new Snapshot(
                        RunSource.exerciseParts(templates, reader.view(run, board)), lastIdOf(board), false))
                .orElse(Snapshot.nothing());
        streams.stream(ctx, shown, wake -> new RunSource(reader, templates, run, feed, wake));
    }

    private GradingRun runOf(Context ctx) {
        var run = new RunId(number(ctx.pathParam("run")));
        return runs.visibleTo(SignIn.requiredOf(ctx).id(), run).orElseThrow(NotFoundResponse::new);
    }

    private static String lastIdOf(RunBoard board) {
        return Long.toString(board.sequence());
    }

    /** A number that a browser sent; anything else is 0, which no run and no event has. */
    private static long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
