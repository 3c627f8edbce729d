package hookworks.grader.engine;

import ai.djl.ndarray.NDManager;
import hookworks.exercises.Exercise;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.session.Loading;
import hookworks.grader.engine.session.NoResult;
import hookworks.grader.engine.session.SubmissionSession;
import hookworks.grader.engine.session.WorkerSource;
import hookworks.grader.engine.session.WorkerUnavailable;
import hookworks.grader.protocol.SourceTree;
import hookworks.grader.suites.Subject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The submission as hidden tests see it: ordinary objects, each call of which goes to the worker. A worker that is killed
 * in one exercise is replaced before the next.
 *
 * <p>Limits are a worker's, and exercises share one for as long as it lives. So a limit counts only in a worker that
 * served no other exercise: in a shared one, memory, CPU time or output may have gone to an earlier one. The call is then
 * repeated in a fresh worker, and only that counts.
 */
final class SubmissionUnderTest implements Subject, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionUnderTest.class);

    private final WorkerSource workers;
    private final SourceTree sources;
    private NDManager results = NDManager.newBaseManager();
    private SubmissionSession session;
    private boolean isUsed;
    private boolean isShared;

    SubmissionUnderTest(WorkerSource workers, SourceTree sources, SubmissionSession loaded) {
        this.workers = workers;
        this.sources = sources;
        this.session = loaded;
    }

    /** Makes sure of a living worker, so that what one exercise did can't touch the next. */
    void beginExercise() throws WorkerUnavailable {
        if (session.wasInterrupted()) {
            throw new WorkerUnavailable("the grader stops, and starts no other worker");
        }
        isShared = isUsed && !session.isOver();
        isUsed = true;
        if (session.isOver()) {
            replaceWorker();
        } else {
            session.beginExercise();
        }
    }

    private void replaceWorker() throws WorkerUnavailable {
        session.close();
        session = workers.start();
        if (session.load(sources) instanceof Loading.NotCompiled) {
            throw new WorkerUnavailable("a second worker does not compile what a first one did");
        }
    }

    /** Whether this process was told to stop, so that nothing more will be answered. */
    boolean wasInterrupted() {
        return session.wasInterrupted() || Thread.currentThread().isInterrupted();
    }

    /** Frees what the submission answered so far: results are as large as it likes, and a check looks at its own. */
    void endCheck() {
        results.close();
        results = NDManager.newBaseManager();
    }

    @Override
    public <T> T implementing(Class<T> api) {
        InvocationHandler handler = (proxy, method, arguments) ->
                method.isAnnotationPresent(Exercise.class) ? call(method, arguments) : describe(method);
        return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, handler));
    }

    private Object call(Method method, Object[] arguments) {
        String exercise = method.getAnnotation(Exercise.class).value();
        try {
            return session.call(exercise, method, arguments, results);
        } catch (NoResult none) {
            if (none.verdict() != Verdict.LIMIT_EXCEEDED || !isShared) {
                throw none;
            }
        }
        beginAlone();
        return session.call(exercise, method, arguments, results);
    }

    private void beginAlone() {
        try {
            replaceWorker();
            isShared = false;
        } catch (WorkerUnavailable e) {
            LOG.error("no other worker for an exercise that went over a limit in a shared one", e);
            throw new NoResult(Verdict.NOT_JUDGED, SandboxedJudge.NO_WORKER);
        }
    }

    private static String describe(Method method) {
        if (method.getName().equals("toString")) {
            return "the submission";
        }
        throw new IllegalArgumentException("%s is no exercise".formatted(method));
    }

    @Override
    public void close() {
        session.close();
        results.close();
    }
}
