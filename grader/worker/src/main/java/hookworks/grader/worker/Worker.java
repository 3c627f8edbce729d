package hookworks.grader.worker;

import ai.djl.Device;
import hookworks.grader.protocol.Bounds;
import hookworks.grader.protocol.Frame;
import hookworks.grader.protocol.Frame.Call;
import hookworks.grader.protocol.Frame.Load;
import hookworks.grader.protocol.Frame.Loaded;
import hookworks.grader.protocol.Frame.NotCompiled;
import hookworks.grader.protocol.Frame.Ready;
import hookworks.grader.protocol.FrameReader;
import hookworks.grader.protocol.FrameWriter;
import hookworks.grader.protocol.ProtocolException;
import java.io.IOException;
import java.util.Optional;

/** Serves one submission: load it once, then answer calls until the stream ends. Confined to one thread. */
final class Worker {
    private final FrameReader requests;
    private final FrameWriter replies;
    private final StudentOutput output;
    private final NamedModels models;
    private final Optional<SecondFilter> filter;
    private Optional<ExerciseCalls> submission = Optional.empty();

    Worker(
            FrameReader requests,
            FrameWriter replies,
            StudentOutput output,
            Device device,
            Optional<SecondFilter> filter) {
        this.requests = requests;
        this.replies = replies;
        this.output = output;
        this.models = new NamedModels(device);
        this.filter = filter;
    }

    void serve() throws IOException {
        Rehearsal.perform(output, models);
        if (filter.isPresent()) {
            filter.get().install();
        }
        replies.write(new Ready(Bounds.VERSION));
        for (Optional<Frame> frame = requests.read(); frame.isPresent(); frame = requests.read()) {
            answer(frame.get());
        }
    }

    private void answer(Frame frame) throws IOException {
        switch (frame) {
            case Load load when submission.isEmpty() -> load(load);
            case Call call when submission.isPresent() -> submission.get().answer(call, replies);
            default ->
                throw new ProtocolException(
                        "a %s can't come now".formatted(frame.getClass().getSimpleName()));
        }
    }

    private void load(Load load) throws IOException {
        if (filter.isPresent()) {
            filter.get().letGo();
        }
        switch (SubmissionCompiler.compile(load.sources())) {
            case SubmissionCompiler.Classes classes -> {
                submission = Optional.of(new ExerciseCalls(new SubmissionClasses(classes.byName()), output, models));
                replies.write(new Loaded(load.id()));
            }
            case SubmissionCompiler.Errors errors -> replies.write(new NotCompiled(load.id(), errors.diagnostics()));
        }
    }
}
