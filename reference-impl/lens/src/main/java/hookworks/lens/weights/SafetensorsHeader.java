package hookworks.lens.weights;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Reads a header of which nothing is believed: every number in it is checked against the file. */
final class SafetensorsHeader {
    /** The format's own limit. */
    static final long MAX_BYTES = 100_000_000;

    private static final int MAX_RANK = 8;
    private static final String METADATA = "__metadata__";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Map<String, DataType> DATA_TYPES = Map.of(
            "F64", DataType.FLOAT64,
            "F32", DataType.FLOAT32,
            "F16", DataType.FLOAT16,
            "BF16", DataType.BFLOAT16,
            "I64", DataType.INT64,
            "I32", DataType.INT32,
            "I16", DataType.INT16,
            "I8", DataType.INT8,
            "U8", DataType.UINT8,
            "BOOL", DataType.BOOLEAN);

    private SafetensorsHeader() {}

    /**
     * Checks and lists the tensors.
     *
     * @param dataBytes how many bytes the file holds after the header
     */
    static SequencedMap<String, TensorEntry> parse(byte[] header, long dataBytes) {
        var entries = new LinkedHashMap<String, TensorEntry>();
        for (Map.Entry<String, JsonNode> field : object(header).properties()) {
            if (!field.getKey().equals(METADATA)) {
                entries.put(field.getKey(), entry(field.getKey(), field.getValue(), dataBytes));
            }
        }
        requireTiling(entries, dataBytes);
        return Collections.unmodifiableSequencedMap(entries);
    }

    private static ObjectNode object(byte[] header) {
        try {
            if (JSON.readTree(header) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new WeightsException("the header is not valid JSON: " + e.getMessage(), e);
        }
        throw new WeightsException("the header is not a JSON object");
    }

    private static TensorEntry entry(String name, JsonNode field, long dataBytes) {
        DataType dataType = DATA_TYPES.get(field.path("dtype").asText());
        if (dataType == null) {
            throw new WeightsException("tensor '%s' has the unknown dtype %s; known are %s"
                    .formatted(
                            name,
                            field.path("dtype"),
                            DATA_TYPES.keySet().stream().sorted().toList()));
        }
        Shape shape = shape(name, field.path("shape"));
        JsonNode offsets = field.path("data_offsets");
        if (!offsets.isArray()
                || offsets.size() != 2
                || !offsets.get(0).canConvertToExactIntegral()
                || !offsets.get(1).canConvertToExactIntegral()
                || !offsets.get(0).canConvertToLong()
                || !offsets.get(1).canConvertToLong()) {
            throw new WeightsException(
                    "tensor '%s' has data_offsets %s; they must be two whole numbers".formatted(name, offsets));
        }
        var entry = new TensorEntry(
                dataType, shape, offsets.get(0).longValue(), offsets.get(1).longValue());
        if (entry.begin() < 0 || entry.begin() > entry.end() || entry.end() > dataBytes) {
            throw new WeightsException("tensor '%s' lies at bytes %d to %d, but the file's data has %d bytes"
                    .formatted(name, entry.begin(), entry.end(), dataBytes));
        }
        requireBytes(name, entry);
        return entry;
    }

    private static Shape shape(String name, JsonNode axes) {
        if (!axes.isArray() || axes.size() > MAX_RANK) {
            throw new WeightsException(
                    "tensor '%s' has shape %s; it must be a list of at most %d sizes".formatted(name, axes, MAX_RANK));
        }
        long[] sizes = new long[axes.size()];
        for (int axis = 0; axis < sizes.length; axis++) {
            JsonNode size = axes.get(axis);
            if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
                throw new WeightsException(
                        "tensor '%s' has shape %s; a size must be a whole number from 0".formatted(name, axes));
            }
            sizes[axis] = size.longValue();
        }
        return new Shape(sizes);
    }

    private static void requireBytes(String name, TensorEntry entry) {
        long expected;
        try {
            expected = entry.dataType().getNumOfBytes();
            for (long size : entry.shape().getShape()) {
                expected = Math.multiplyExact(expected, size);
            }
        } catch (ArithmeticException e) {
            throw new WeightsException("tensor '%s' has the impossible shape %s".formatted(name, entry.shape()), e);
        }
        if (expected != entry.bytes()) {
            throw new WeightsException("tensor '%s' of shape %s and dtype %s needs %d bytes, but its offsets span %d"
                    .formatted(name, entry.shape(), entry.dataType(), expected, entry.bytes()));
        }
    }

    /** The format allows neither overlaps nor holes. */
    private static void requireTiling(Map<String, TensorEntry> entries, long dataBytes) {
        var inOrder = entries.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, TensorEntry> e) ->
                                e.getValue().begin())
                        .thenComparingLong(e -> e.getValue().end()))
                .toList();
        long reached = 0;
        for (Map.Entry<String, TensorEntry> next : inOrder) {
            if (next.getValue().begin() != reached) {
                throw new WeightsException("tensor '%s' begins at byte %d, but the tensor before it ends at byte %d"
                        .formatted(next.getKey(), next.getValue().begin(), reached));
            }
            reached = next.getValue().end();
        }
        if (reached != dataBytes) {
            throw new WeightsException(
                    "the last tensor ends at byte %d, but the file's data has %d bytes".formatted(reached, dataBytes));
        }
    }
}
