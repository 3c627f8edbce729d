package hookworks.grader.protocol;

import ai.djl.ndarray.NDArray;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.hooks.HookPoint;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns Java values of an exercise's declared types into wire values. Stateless. */
public final class ValueEncoding {
    private ValueEncoding() {}

    /**
     * Encodes a value as its declared type says.
     *
     * @param what the value's name in messages, such as {@code the result}
     * @throws ContractException where the value is null, or of an element type that can't cross
     */
    public static WireValue encode(@Nullable Object value, Type declared, String what) {
        if (value == null) {
            throw new ContractException("%s to be %s".formatted(what, simpleName(declared)), "null");
        }
        return switch (value) {
            case NDArray array -> tensor(array, what);
            case Long number -> new WireValue.Whole(number);
            case Integer number -> new WireValue.Whole(number);
            case Double number -> new WireValue.Real(number);
            case Float number -> new WireValue.Real(number);
            case Boolean truth -> new WireValue.Truth(truth);
            case String text -> text(text, what);
            case HookedTransformer model -> model(model, what);
            case HookPoint hook -> new WireValue.Hook(hook.name());
            case FactoredMatrix matrix -> FactoredForm.encode(matrix, what);
            case ActivationCache cache -> CacheForm.encode(cache, what);
            case List<?> items -> items(items, declared, what);
            case Record fields -> fields(fields, what);
            default ->
                throw new ContractException(
                        "%s to be of a type that can cross to the worker".formatted(what),
                        value.getClass().getName());
        };
    }

    static WireValue tensor(NDArray array, String what) {
        WireType type = WireType.of(array.getDataType())
                .orElseThrow(() -> new ContractException(
                        "%s to hold float32, float64, int32, int64 or bool".formatted(what),
                        array.getDataType().toString()));
        List<Long> shape = Arrays.stream(array.getShape().getShape()).boxed().toList();
        return new WireValue.Tensor(type, shape, array.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
    }

    private static WireValue text(String text, String what) {
        if (text.length() > Bounds.TEXT) {
            throw new ContractException(
                    "%s to have at most %,d characters".formatted(what, Bounds.TEXT),
                    "%,d characters".formatted(text.length()));
        }
        return new WireValue.Text(text);
    }

    private static WireValue model(HookedTransformer model, String what) {
        return new WireValue.Model(model.name()
                .orElseThrow(
                        () -> new ContractException("%s to be a model with a name".formatted(what), "loaded weights")));
    }

    private static WireValue items(List<?> items, Type declared, String what) {
        if (items.size() > Bounds.ITEMS) {
            throw new ContractException(
                    "%s to have at most %,d items".formatted(what, Bounds.ITEMS), "%,d items".formatted(items.size()));
        }
        Type itemType = declared instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : Object.class;
        var values = new ArrayList<WireValue>();
        for (Object item : items) {
            values.add(encode(item, itemType, "item %d of %s".formatted(values.size(), what)));
        }
        return new WireValue.Items(values);
    }

    private static WireValue fields(Record value, String what) {
        var fields = new LinkedHashMap<String, WireValue>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            fields.put(
                    component.getName(),
                    encode(
                            read(value, component),
                            component.getGenericType(),
                            "%s of %s".formatted(component.getName(), what)));
        }
        return new WireValue.Fields(fields);
    }

    private static @Nullable Object read(Record value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read %s of %s".formatted(component.getName(), value), e);
        }
    }

    private static String simpleName(Type type) {
        return type instanceof Class<?> known ? known.getSimpleName() : type.getTypeName();
    }
}
