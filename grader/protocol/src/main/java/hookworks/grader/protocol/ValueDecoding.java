package hookworks.grader.protocol;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.hooks.HookPoint;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns wire values into Java values of an exercise's declared types. The declared type decides what is made, never the
 * wire. Tensors are views of the frame's body and belong to the given manager.
 */
public final class ValueDecoding {
    private final NDManager manager;
    private final ModelSource models;

    public ValueDecoding(NDManager manager, ModelSource models) {
        this.manager = manager;
        this.models = models;
    }

    /**
     * Decodes a value as its declared type says.
     *
     * @throws ProtocolException where the value is not of that type
     */
    public Object decode(WireValue value, Type declared) throws ProtocolException {
        Class<?> type = rawType(declared);
        return switch (value) {
            case WireValue.Tensor tensor when type == NDArray.class -> tensor(tensor);
            case WireValue.Whole whole when type == long.class -> whole.value();
            case WireValue.Whole whole
            when type == int.class && whole.value() == (int) whole.value() -> (int) whole.value();
            case WireValue.Real real when type == double.class -> real.value();
            case WireValue.Truth truth when type == boolean.class -> truth.value();
            case WireValue.Text text when type == String.class -> text.value();
            case WireValue.Model model when type == HookedTransformer.class -> models.model(model.model());
            case WireValue.Hook hook when type == HookPoint.class -> HookPoint.named(hook.name());
            case WireValue.Fields fields when type == FactoredMatrix.class -> FactoredForm.decode(fields, this);
            case WireValue.Fields fields when type == ActivationCache.class -> CacheForm.decode(fields, this);
            case WireValue.Items items when type == List.class -> items(items, (ParameterizedType) declared);
            case WireValue.Fields fields when type.isRecord() -> fields(fields, type);
            default ->
                throw new ProtocolException("expected %s, found a wire value of kind %s"
                        .formatted(declared.getTypeName(), value.getClass().getSimpleName()));
        };
    }

    NDArray tensor(WireValue.Fields fields, String name) throws ProtocolException {
        return (NDArray) decode(field(fields, name), NDArray.class);
    }

    boolean truth(WireValue.Fields fields, String name) throws ProtocolException {
        return (boolean) decode(field(fields, name), boolean.class);
    }

    List<WireValue> items(WireValue.Fields fields, String name) throws ProtocolException {
        if (field(fields, name) instanceof WireValue.Items(List<WireValue> values)) {
            return values;
        }
        throw new ProtocolException("expected items as '%s'".formatted(name));
    }

    private static WireValue field(WireValue.Fields fields, String name) throws ProtocolException {
        WireValue field = fields.values().get(name);
        if (field == null) {
            throw new ProtocolException(
                    "expected '%s', found %s".formatted(name, fields.values().keySet()));
        }
        return field;
    }

    private NDArray tensor(WireValue.Tensor tensor) {
        Shape shape =
                new Shape(tensor.shape().stream().mapToLong(Long::longValue).toArray());
        if (shape.size() == 0) {
            return manager.zeros(shape, tensor.type().dataType());
        }
        // a buffer of its own: reading moves it on, and a value may be read again
        ByteBuffer data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return manager.create(data, shape, tensor.type().dataType());
    }

    private List<Object> items(WireValue.Items items, ParameterizedType declared) throws ProtocolException {
        var values = new ArrayList<>();
        for (WireValue item : items.values()) {
            values.add(decode(item, declared.getActualTypeArguments()[0]));
        }
        return values;
    }

    private Object fields(WireValue.Fields fields, Class<?> type) throws ProtocolException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            WireValue field = fields.values().get(components[i].getName());
            if (field == null || fields.values().size() != components.length) {
                throw new ProtocolException("expected the components of %s, found %s"
                        .formatted(type.getSimpleName(), fields.values().keySet()));
            }
            arguments[i] = decode(field, components[i].getGenericType());
        }
        return construct(type, components, arguments);
    }

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] arguments)
            throws ProtocolException {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            return canonical.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new ProtocolException("%s refuses its components: %s".formatted(type.getSimpleName(), e.getCause()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record %s has no accessible constructor".formatted(type), e);
        }
    }

    private static Class<?> rawType(Type declared) {
        return switch (declared) {
            case Class<?> known -> known;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> throw new IllegalArgumentException("no wire form for " + declared);
        };
    }
}
