package hookworks.grader.suites;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;

/** What one launch of suites is about, handed to their extension through the launcher's session. */
record GradingSession(Subject subject, long seed) {
    private static final String KEY = "session";

    void putInto(LauncherSession session) {
        session.getStore().put(Namespace.create(GradingSession.class), KEY, this);
    }

    static GradingSession of(ExtensionContext context) {
        var namespace = ExtensionContext.Namespace.create(GradingSession.class);
        var session = context.getStore(StoreScope.LAUNCHER_SESSION, namespace).get(KEY, GradingSession.class);
        if (session == null) {
            throw new IllegalStateException("%s runs outside SuiteLauncher, so there is no subject and no seed"
                    .formatted(context.getDisplayName()));
        }
        return session;
    }
}
