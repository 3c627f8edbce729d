package hookworks.grader.protocol;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Optional;

/** The element types that may cross. */
public enum WireType {
    FLOAT32(DataType.FLOAT32, 4),
    FLOAT64(DataType.FLOAT64, 8),
    INT32(DataType.INT32, 4),
    INT64(DataType.INT64, 8),
    BOOL(DataType.BOOLEAN, 1);

    private final DataType dataType;
    private final int bytes;

    WireType(DataType dataType, int bytes) {
        this.dataType = dataType;
        this.bytes = bytes;
    }

    public DataType dataType() {
        return dataType;
    }

    public int bytes() {
        return bytes;
    }

    public static Optional<WireType> of(DataType dataType) {
        return Arrays.stream(values()).filter(type -> type.dataType == dataType).findFirst();
    }

    static Optional<WireType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
