package hookworks.grader.suites.proof;

import ai.djl.ndarray.NDArray;
import hookworks.lens.ActivationCache;
import hookworks.lens.factored.FactoredMatrix;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/** Turns a right answer into one of the same form that says nothing. */
final class MadeUp {
    private final Cheat cheat;
    private final Random random;

    MadeUp(Cheat cheat, long seed) {
        this.cheat = cheat;
        this.random = new Random(seed);
    }

    Object of(Object answer) throws ReflectiveOperationException {
        return switch (answer) {
            case NDArray tensor -> cheat.tensor(tensor, random);
            case Double number -> cheat.number(random);
            case Long number -> whole();
            case Integer number -> (int) whole();
            case Boolean truth -> cheat.number(random) > 0;
            case String text -> cheat == Cheat.ZEROS ? "" : String.valueOf(cheat.number(random));
            case List<?> items -> items(items);
            case FactoredMatrix matrix ->
                FactoredMatrix.of(cheat.tensor(matrix.a(), random), cheat.tensor(matrix.b(), random));
            case ActivationCache cache -> cache(cache);
            case Record fields -> fields(fields);
            default ->
                throw new IllegalStateException(
                        "no way to make up a " + answer.getClass().getName());
        };
    }

    /** Never negative: a count or an index. */
    private long whole() {
        return Math.abs(Math.round(3 * cheat.number(random)));
    }

    private List<Object> items(List<?> items) throws ReflectiveOperationException {
        if (cheat == Cheat.ZEROS) {
            return List.of();
        }
        var made = new java.util.ArrayList<Object>();
        for (Object item : items) {
            made.add(of(item));
        }
        return made;
    }

    private ActivationCache cache(ActivationCache cache) {
        var made = new LinkedHashMap<String, NDArray>();
        cache.names().forEach(name -> made.put(name, cheat.tensor(cache.get(name), random)));
        return cache.hasBatchDim() ? new ActivationCache(made) : ActivationCache.withoutBatchDim(made);
    }

    private Object fields(Record fields) throws ReflectiveOperationException {
        RecordComponent[] components = fields.getClass().getRecordComponents();
        Object[] made = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            made[i] = of(components[i].getAccessor().invoke(fields));
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return fields.getClass().getDeclaredConstructor(types).newInstance(made);
    }
}
