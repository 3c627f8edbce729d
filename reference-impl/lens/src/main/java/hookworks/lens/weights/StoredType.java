package hookworks.lens.weights;

import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An element type of weight files, by its safetensors name. The engine aborts the process when it is given a type that
 * it lacks, so what may reach it is listed here.
 */
enum StoredType {
    F64(DataType.FLOAT64, DataType.FLOAT64, "DoubleStorage"),
    F32(DataType.FLOAT32, DataType.FLOAT32, "FloatStorage"),
    F16(DataType.FLOAT16, DataType.FLOAT16, "HalfStorage"),
    BF16(DataType.BFLOAT16, DataType.FLOAT32, "BFloat16Storage"),
    I64(DataType.INT64, DataType.INT64, "LongStorage"),
    I32(DataType.INT32, DataType.INT32, "IntStorage"),
    I16(DataType.INT16, DataType.INT32, "ShortStorage"),
    I8(DataType.INT8, DataType.INT8, "CharStorage"),
    U32(DataType.UINT32, DataType.INT64, "UInt32Storage"),
    U16(DataType.UINT16, DataType.INT32, "UInt16Storage"),
    U8(DataType.UINT8, DataType.UINT8, "ByteStorage"),
    BOOL(DataType.BOOLEAN, DataType.BOOLEAN, "BoolStorage");

    private static final Map<String, StoredType> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Enum::name, type -> type));
    private static final Map<String, StoredType> BY_TORCH_STORAGE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(type -> type.torchStorage, type -> type));

    private final DataType stored;
    private final DataType read;
    private final String torchStorage;

    StoredType(DataType stored, DataType read, String torchStorage) {
        this.stored = stored;
        this.read = read;
        this.torchStorage = torchStorage;
    }

    static Optional<StoredType> named(String safetensorsName) {
        return Optional.ofNullable(BY_NAME.get(safetensorsName));
    }

    static Optional<StoredType> ofTorchStorage(String className) {
        return Optional.ofNullable(BY_TORCH_STORAGE.get(className));
    }

    DataType stored() {
        return stored;
    }

    DataType read() {
        return read;
    }

    /** Bytes of one element in the file. */
    int width() {
        return stored.getNumOfBytes();
    }

    /** Bytes of one element once read. */
    int readWidth() {
        return read.getNumOfBytes();
    }

    /** Whether the file's bytes are the engine's; a boolean is not, because any byte but 0 means true. */
    boolean isReadAsStored() {
        return stored == read && this != BOOL;
    }
}
