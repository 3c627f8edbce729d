package hookworks.server.pages;

import hookworks.grader.engine.sandbox.Protection;
import hookworks.grader.engine.session.Readiness;
import hookworks.server.web.Pages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What an operator wants to know, and anybody may: that the server answers, and behind what it grades. */
final class HealthPages implements Pages {
    private static final StateView STANDS = new StateView("pass", "✓", "stands");
    private static final StateView ABSENT = new StateView("fail", "✗", "absent");

    private final Supplier<Readiness> readiness;

    HealthPages(Supplier<Readiness> readiness) {
        this.readiness = readiness;
    }

    private record Wall(String slug, String words, StateView state) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/health", this::show);
    }

    private void show(Context ctx) {
        Readiness now = readiness.get();
        List<Wall> walls = Arrays.stream(Protection.values())
                .map(each ->
                        new Wall(each.slug(), each.inWords(), now.standing().contains(each) ? STANDS : ABSENT))
                .toList();
        ctx.render(
                "health.mustache",
                Map.of(
                        "walls",
                        walls,
                        "standing",
                        now.standing().size(),
                        "all",
                        walls.size(),
                        "warm",
                        waiting(now.warmWorkers())));
    }

    private static String waiting(int workers) {
        return switch (workers) {
            case 0 -> "No worker waits, so the next submission starts its own.";
            case 1 -> "One warm worker waits for the next submission.";
            default -> workers + " warm workers wait for the next submissions.";
        };
    }
}
