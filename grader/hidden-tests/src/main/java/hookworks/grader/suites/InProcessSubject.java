package hookworks.grader.suites;

import ai.djl.ndarray.NDManager;
import hookworks.grader.protocol.ProtocolException;
import hookworks.grader.protocol.ValueDecoding;
import hookworks.grader.protocol.ValueEncoding;
import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.ModelName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trusted implementations, judged in this JVM: references, mutants, and the yardstick for a worker's cost. Arguments
 * cross as they do to a worker: tensors as copies, models by what names them, so that a subject has models of its
 * own and a hook that it leaves on one meets its next call, not ours.
 *
 * <p>Owns the copies, the models and whatever the subject answers with, until closed. Confined to one thread.
 */
public final class InProcessSubject implements Subject, AutoCloseable {
    private final List<Object> implementations;
    private final NDManager manager = NDManager.newBaseManager();
    private final Map<ModelName, HookedTransformer> models = new HashMap<>();

    private InProcessSubject(List<Object> implementations) {
        this.implementations = implementations;
    }

    /** Judges these objects, one for each section's interface that is asked for. */
    public static InProcessSubject of(Object... implementations) {
        return new InProcessSubject(List.of(implementations));
    }

    @Override
    public <T> T implementing(Class<T> api) {
        Object implementation = implementations.stream()
                .filter(api::isInstance)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this subject implements no " + api.getSimpleName()));
        return api.cast(Proxy.newProxyInstance(
                api.getClassLoader(),
                new Class<?>[] {api},
                (proxy, method, arguments) -> call(implementation, method, arguments)));
    }

    private @Nullable Object call(Object implementation, Method method, Object @Nullable [] arguments)
            throws IllegalAccessException {
        try {
            return method.invoke(implementation, crossed(method, arguments == null ? new Object[0] : arguments));
        } catch (InvocationTargetException e) {
            throw new SubjectThrew(method.getName(), e.getTargetException());
        }
    }

    private Object[] crossed(Method method, Object[] arguments) {
        var decoding = new ValueDecoding(manager, this::twin);
        Type[] types = method.getGenericParameterTypes();
        var crossed = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            String what = "argument %d of %s".formatted(i, method.getName());
            try {
                crossed[i] = decoding.decode(ValueEncoding.encode(arguments[i], types[i], what), types[i]);
            } catch (ProtocolException e) {
                throw new IllegalStateException(what + " cannot cross to a subject", e);
            }
        }
        return crossed;
    }

    private HookedTransformer twin(ModelName name) {
        return models.computeIfAbsent(name, named -> HookedTransformer.named(named, manager.getDevice()));
    }

    @Override
    public void close() {
        models.values().forEach(HookedTransformer::close);
        manager.close();
    }
}
