package hookworks.grader.worker;

import ai.djl.ndarray.NDManager;
import hookworks.exercises.CourseSection;
import hookworks.grader.protocol.ContractException;
import hookworks.grader.protocol.Failure;
import hookworks.grader.protocol.Frame;
import hookworks.grader.protocol.Frame.Call;
import hookworks.grader.protocol.FrameWriter;
import hookworks.grader.protocol.ProtocolException;
import hookworks.grader.protocol.ValueDecoding;
import hookworks.grader.protocol.ValueEncoding;
import hookworks.grader.protocol.WireValue;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Answers calls with the code of one submission. Each call runs on a thread of its own, with its own tensors. */
final class ExerciseCalls {
    private static final long STACK_BYTES = 8 << 20;

    private final SubmissionClasses classes;
    private final StudentOutput output;
    private final NamedModels models;
    private final Map<CourseSection, Object> implementations = new EnumMap<>(CourseSection.class);

    ExerciseCalls(SubmissionClasses classes, StudentOutput output, NamedModels models) {
        this.classes = classes;
        this.output = output;
        this.models = models;
    }

    void answer(Call call, FrameWriter replies) throws IOException {
        CourseSection section = CourseSection.withExercise(call.exercise())
                .orElseThrow(() -> new ProtocolException("no exercise '%s'".formatted(call.exercise())));
        try (NDManager manager = NDManager.newBaseManager(models.device())) {
            Frame reply = onFreshThread(call, section, new ValueDecoding(manager, models));
            output.stream().flush();
            send(reply, call.id(), replies);
        }
    }

    private static void send(Frame reply, long id, FrameWriter replies) throws IOException {
        try {
            replies.write(reply);
        } catch (ProtocolException e) {
            replies.write(new Frame.Failed(
                    id,
                    new Failure.BrokenContract("a result that fits into one answer", String.valueOf(e.getMessage()))));
        }
    }

    private Frame onFreshThread(Call call, CourseSection section, ValueDecoding decoding) throws IOException {
        Method method = section.method(call.exercise()).orElseThrow();
        Object[] arguments = arguments(call, method, decoding);
        var outcome = new Outcome(call.id());
        var thread = new Thread(
                null, () -> outcome.reply = run(call.id(), section, method, arguments), call.exercise(), STACK_BYTES);
        try {
            thread.start();
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the submission interrupted the worker", e);
        } catch (OutOfMemoryError e) {
            // There is no room for another thread: the submission has left too many of its own.
            return new Frame.Failed(call.id(), StudentFailures.describe(e, classes));
        }
        return outcome.reply;
    }

    private static Object[] arguments(Call call, Method method, ValueDecoding decoding) throws ProtocolException {
        Type[] types = method.getGenericParameterTypes();
        List<WireValue> values = call.arguments();
        if (values.size() != types.length) {
            throw new ProtocolException(
                    "'%s' takes %d arguments, got %d".formatted(call.exercise(), types.length, values.size()));
        }
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = decoding.decode(values.get(i), types[i]);
        }
        return arguments;
    }

    private Frame run(long id, CourseSection section, Method method, Object[] arguments) {
        try {
            Object result = method.invoke(implementation(section), arguments);
            return new Frame.Returned(id, ValueEncoding.encode(result, method.getGenericReturnType(), "the result"));
        } catch (InvocationTargetException e) {
            return new Frame.Failed(id, StudentFailures.describe(e.getCause(), classes));
        } catch (ContractException e) {
            return new Frame.Failed(id, StudentFailures.describe(e));
        } catch (Throwable e) {
            // Reading a result runs code of the submission too: its records' and lists' methods, and lazy failures.
            return new Frame.Failed(id, StudentFailures.describe(e, classes));
        }
    }

    private Object implementation(CourseSection section) throws InvocationTargetException {
        Object known = implementations.get(section);
        if (known == null) {
            known = classes.implementationOf(section.api(), section.studentClass());
            implementations.put(section, known);
        }
        return known;
    }

    private static final class Outcome {
        private volatile Frame reply;

        Outcome(long id) {
            reply = new Frame.Failed(
                    id,
                    new Failure.StudentError("", "the thread that ran the exercise ended without a result", List.of()));
        }
    }
}
