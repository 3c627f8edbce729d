package hookworks.grader.protocol;

import ai.djl.ndarray.NDArray;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.hooks.HookPoint;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
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
     * Encodes what a method is called with, as its parameters' types say.
     *
     * @throws ContractException where one is null, or of an element type that can't cross
     */
    public static List<WireValue> arguments(Method method, Object... arguments) {
        Type[] types = method.getGenericParameterTypes();
        var values = new ArrayList<WireValue>();
        for (int i = 0; i < types.length; i++) {
            values.add(encode(arguments[i], types[i], "argument " + i));
        }
        return values;
    }

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
        if (!accepts(declared, value)) {
            throw new ContractException(
                    "%s to be %s".formatted(what, simpleName(declared)),
                    value.getClass().getName());
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
                        String.valueOf(array.getDataType())));
        List<Long> shape = Arrays.stream(array.getShape().getShape()).boxed().toList();
        ByteBuffer cells = array.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        // What is too long for any frame is refused where the frame is written, whoever writes it.
        if (cells.remaining() <= Bounds.BODY_BYTES && cells.remaining() != bytes(type, shape, what)) {
            throw new ContractException(
                    "%s to have the cells of its shape %s".formatted(what, shape),
                    "%,d bytes of them".formatted(cells.remaining()));
        }
        return new WireValue.Tensor(type, shape, cells);
    }

    private static long bytes(WireType type, List<Long> shape, String what) {
        try {
            return TensorExtent.bytes(type, shape);
        } catch (ProtocolException e) {
            throw new ContractException("%s to fit into one answer".formatted(what), String.valueOf(e.getMessage()));
        }
    }

    static WireValue text(String text, String what) {
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
        Type itemType = declared instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : Object.class;
        var values = new ArrayList<WireValue>();
        // What a list says of its own size, and what it then yields, need not agree.
        for (Object item : items) {
            if (values.size() == Bounds.ITEMS) {
                throw new ContractException("%s to have at most %,d items".formatted(what, Bounds.ITEMS), "more");
            }
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

    private static boolean accepts(Type declared, Object value) {
        return switch (declared) {
            case Class<?> type ->
                MethodType.methodType(type).wrap().returnType().isInstance(value);
            case ParameterizedType generic -> accepts(generic.getRawType(), value);
            default -> throw new IllegalArgumentException("no wire form for " + declared);
        };
    }

    private static String simpleName(Type type) {
        return type instanceof Class<?> known ? known.getSimpleName() : type.getTypeName();
    }
}
