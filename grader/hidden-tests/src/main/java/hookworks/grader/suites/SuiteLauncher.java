package hookworks.grader.suites;

import java.util.List;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs hidden suites on the JUnit Platform in this JVM, one exercise after another, on the calling thread.
 * Thread-safe: a launch keeps its subject and seed in a session of its own.
 */
public final class SuiteLauncher {
    /** Neither listeners nor extensions that happen to be on the class path take part in grading. */
    static final LauncherConfig PLAIN = LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();

    private final Suites suites;

    public SuiteLauncher(Suites suites) {
        this.suites = suites;
    }

    /**
     * Judges the subject by each exercise's suite.
     *
     * @param exercises slugs, in the order to run them
     * @param seed decides every input: the same subject and seed meet the same checks
     * @throws IllegalArgumentException where an exercise has no suite; nothing has run then
     * @throws IllegalStateException where a suite cannot run or runs no check, which is a fault of ours
     */
    public void launch(List<String> exercises, Subject subject, long seed, SuiteListener listener) {
        var requests = exercises.stream().map(suites::requestFor).toList();
        try (var session = LauncherFactory.openSession(PLAIN)) {
            new GradingSession(subject, seed).putInto(session);
            for (int i = 0; i < requests.size(); i++) {
                var margins = new Margins();
                launch(session, requests.get(i), margins, new CheckReports(exercises.get(i), listener, margins));
            }
        }
    }

    private static void launch(
            LauncherSession session, LauncherDiscoveryRequest request, Margins margins, CheckReports reports) {
        reports.started();
        var execution = LauncherExecutionRequestBuilder.request(request)
                .listeners(reports)
                .build();
        margins.during(() -> session.getLauncher().execute(execution));
        reports.finished();
    }
}
