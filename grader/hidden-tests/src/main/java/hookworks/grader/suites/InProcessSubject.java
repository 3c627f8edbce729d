package hookworks.grader.suites;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.SeededModel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trusted implementations, judged in this JVM: references, mutants, and the yardstick for a worker's cost. Arguments
 * cross as they would to a worker: tensors as copies, models by what names them, so that a subject has models of its
 * own and a hook that it leaves on one meets its next call, not ours.
 *
 * <p>Owns the copies, the models and whatever the subject answers with, until closed. Confined to one thread.
 */
public final class InProcessSubject implements Subject, AutoCloseable {
    private final List<Object> implementations;
    private final NDManager manager = NDManager.newBaseManager();
    private final Map<SeededModel, HookedTransformer> models = new HashMap<>();

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
            return method.invoke(implementation, arguments == null ? null : copies(arguments));
        } catch (InvocationTargetException e) {
            throw new SubjectThrew(method.getName(), e.getTargetException());
        }
    }

    private Object[] copies(Object[] arguments) {
        return Arrays.stream(arguments).map(this::copy).toArray();
    }

    private Object copy(Object argument) {
        return switch (argument) {
            case NDArray tensor -> copy(tensor);
            case HookedTransformer model -> twin(model);
            default -> argument; // a value
        };
    }

    private NDArray copy(NDArray tensor) {
        NDArray copy = tensor.duplicate();
        copy.attach(manager);
        return copy;
    }

    private HookedTransformer twin(HookedTransformer model) {
        SeededModel name = model.seededModel()
                .orElseThrow(() -> new IllegalArgumentException("only a seeded model can reach a subject"));
        return models.computeIfAbsent(name, seeded -> HookedTransformer.seeded(seeded, manager.getDevice()));
    }

    @Override
    public void close() {
        models.values().forEach(HookedTransformer::close);
        manager.close();
    }
}
