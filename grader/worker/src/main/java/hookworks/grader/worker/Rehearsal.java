package hookworks.grader.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.CourseSection;
import hookworks.grader.protocol.Frame;
import hookworks.grader.protocol.FrameReader;
import hookworks.grader.protocol.FrameWriter;
import hookworks.grader.protocol.SourceTree;
import hookworks.grader.protocol.ValueEncoding;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.HookName;
import hookworks.lens.hooks.HookPoint;
import hookworks.lens.parameters.ModelName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;

/**
 * Goes through all that a submission asks of a worker, with a submission of our own that solves nothing: compiler, class
 * loader, libtorch, tokenizer, the bundled model, and both directions of the pipe. A JVM that has done it runs the
 * student's several times faster, and none of the start counts against them. It leaves the model loaded and nothing else.
 */
final class Rehearsal {
    /** Where more stop paying: each makes the next one faster, until the compiler itself is compiled. */
    private static final int COMPILATIONS = 3;

    private static final String TEXT = "The cat sat on the mat";

    private final ExerciseCalls submission;
    private final HookedTransformer model;

    private Rehearsal(ExerciseCalls submission, HookedTransformer model) {
        this.submission = submission;
        this.model = model;
    }

    /**
     * Rehearses.
     *
     * @throws IllegalStateException where our own submission does not work here: no other would
     */
    static void perform(StudentOutput output, NamedModels models) throws IOException {
        SourceTree sources = sources();
        SubmissionCompiler.Result compiled = SubmissionCompiler.compile(sources);
        for (int i = 1; i < COMPILATIONS; i++) {
            compiled = SubmissionCompiler.compile(sources);
        }
        if (!(compiled instanceof SubmissionCompiler.Classes classes)) {
            throw new IllegalStateException("the rehearsal does not compile: " + compiled);
        }
        var submission = new ExerciseCalls(new SubmissionClasses(classes.byName()), output, models);
        HookedTransformer model = models.model(new ModelName.Bundled());
        try (NDManager manager = NDManager.newBaseManager(models.device())) {
            new Rehearsal(submission, model).callAll(manager);
        }
    }

    private static SourceTree sources() throws IOException {
        var sources = new HashMap<String, String>();
        for (CourseSection section : CourseSection.values()) {
            String file = "My%s.java".formatted(section.api().getSimpleName());
            try (InputStream text = Rehearsal.class.getResourceAsStream("rehearsal/" + file)) {
                if (text == null) {
                    throw new IllegalStateException("the rehearsal lacks " + file);
                }
                sources.put("student/" + file, new String(text.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return SourceTree.of(sources);
    }

    private void callAll(NDManager manager) throws IOException {
        NDArray tokens = model.texts().toTokens(TEXT, manager); // [1, pos]
        HookPoint pattern = HookPoint.named(HookName.pattern(0));
        NDArray ones = manager.ones(new Shape(1, 2, 5, 5));
        call("tokens-and-strings", model, TEXT);
        try (CachedRun run = model.runWithCache(tokens)) {
            call("current-token-heads", run.cache().removeBatchDim());
            call("token-log-probs", run.logits(), tokens);
        }
        call("induction-score-hook", ones, pattern, manager.zeros(new Shape(2, 2)));
        call("find-induction-heads", model, tokens);
        callInVain("head-zero-ablation", ones, pattern, 0);
        callInVain("head-mean-ablation", ones, pattern, 0);
        callInVain("ablation-scores", model, tokens);
        call("full-ov-circuit", model, new Head(0, 0));
        FactoredMatrix circuit = FactoredMatrix.of(ones.get("0, 0"), ones.get("0, 1"));
        call("ov-circuit-sample", circuit, manager.arange(4).toType(DataType.INT64, false));
    }

    private void call(String exercise, Object... arguments) throws IOException {
        require(Frame.Returned.class, exercise, answer(exercise, arguments));
    }

    /** What describes a failure must be at hand when there is no memory left to load it. */
    private void callInVain(String exercise, Object... arguments) throws IOException {
        require(Frame.Failed.class, exercise, answer(exercise, arguments));
    }

    private static void require(Class<? extends Frame> expected, String exercise, Frame reply) {
        if (!expected.isInstance(reply)) {
            throw new IllegalStateException("the rehearsal of %s gives %s".formatted(exercise, reply));
        }
    }

    private Frame answer(String exercise, Object... arguments) throws IOException {
        Method method = CourseSection.withExercise(exercise)
                .flatMap(section -> section.method(exercise))
                .orElseThrow();
        var reply = new ByteArrayOutputStream();
        Frame asked = throughAPipe(new Frame.Call(1, exercise, ValueEncoding.arguments(method, arguments)));
        submission.answer((Frame.Call) asked, new FrameWriter(Channels.newChannel(reply)));
        return read(reply);
    }

    private static Frame throughAPipe(Frame frame) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new FrameWriter(Channels.newChannel(bytes)).write(frame);
        return read(bytes);
    }

    private static Frame read(ByteArrayOutputStream bytes) throws IOException {
        var stream = new ByteArrayInputStream(bytes.toByteArray());
        return new FrameReader(Channels.newChannel(stream)).read().orElseThrow();
    }
}
