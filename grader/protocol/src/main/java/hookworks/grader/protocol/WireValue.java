package hookworks.grader.protocol;

import hookworks.lens.parameters.ModelName;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value on the wire: plain data, or a model or hook point by name. Never a Java object's own form. */
public sealed interface WireValue {
    /**
     * A tensor's elements, row by row and little-endian.
     *
     * @param data exactly as many bytes as shape and type say, from position to limit; not to be written to
     */
    record Tensor(WireType type, List<Long> shape, ByteBuffer data) implements WireValue {
        public Tensor {
            shape = List.copyOf(shape);
        }
    }

    record Whole(long value) implements WireValue {}

    record Real(double value) implements WireValue {}

    record Truth(boolean value) implements WireValue {}

    record Text(String value) implements WireValue {}

    record Items(List<WireValue> values) implements WireValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A record's components by name, in their declared order. */
    record Fields(Map<String, WireValue> values) implements WireValue {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** A model that both sides can make. */
    record Model(ModelName model) implements WireValue {}

    record Hook(String name) implements WireValue {}
}
