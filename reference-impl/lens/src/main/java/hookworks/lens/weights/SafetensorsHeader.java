package hookworks.lens.weights;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Reads a header of which nothing is believed: every number in it is checked against the file. */
final class SafetensorsHeader {
    /** The format's own limit. */
    static final long MAX_BYTES = 100_000_000;

    /** The format allows nothing before the object, so that a file can be told by it. */
    static final byte FIRST = '{';

    private static final String METADATA = "__metadata__";

    private final long dataStart;
    private final long dataBytes;
    private final Map<String, Span> spans = new LinkedHashMap<>();

    private SafetensorsHeader(long dataStart, long dataBytes) {
        this.dataStart = dataStart;
        this.dataBytes = dataBytes;
    }

    /** The bytes of one tensor, counted from the first after the header. */
    private record Span(long begin, long end) {}

    /** Checks and places the tensors of a file in which the data start at {@code dataStart}. */
    static SequencedMap<String, PlacedTensor> parse(ByteBuffer header, long dataStart, long fileBytes) {
        if (!header.hasRemaining() || header.get(header.position()) != FIRST) {
            throw new WeightsException("the header is not a JSON object: it must begin with '{'");
        }
        return new SafetensorsHeader(dataStart, fileBytes - dataStart).tensors(header);
    }

    private SequencedMap<String, PlacedTensor> tensors(ByteBuffer header) {
        var placed = new LinkedHashMap<String, PlacedTensor>();
        for (Map.Entry<String, JsonNode> field :
                StrictJson.object(header, "the header").properties()) {
            if (field.getKey().equals(METADATA)) {
                requireTexts(field.getValue());
            } else {
                placed.put(field.getKey(), tensor(field.getKey(), field.getValue()));
            }
        }
        requireTiling();
        return placed;
    }

    private static void requireTexts(JsonNode metadata) {
        if (!metadata.isObject() || !metadata.valueStream().allMatch(JsonNode::isTextual)) {
            throw new WeightsException("the header's __metadata__ must be an object of texts");
        }
    }

    private PlacedTensor tensor(String name, JsonNode field) {
        StoredType type = StoredType.named(field.path("dtype").asText())
                .orElseThrow(() -> new WeightsException("tensor %s has the unknown dtype %s; known are %s"
                        .formatted(Quoted.of(name), field.path("dtype"), Arrays.toString(StoredType.values()))));
        Shape shape = shape(name, field.path("shape"));
        Span span = span(name, field.path("data_offsets"));
        long needed = shape.size() * type.width();
        if (needed != span.end() - span.begin()) {
            throw new WeightsException("tensor %s of shape %s and dtype %s needs %d bytes, but its offsets span %d"
                    .formatted(Quoted.of(name), shape, type, needed, span.end() - span.begin()));
        }
        spans.put(name, span);
        return new PlacedTensor(dataStart + span.begin(), StridedView.contiguous(type, shape));
    }

    private static Shape shape(String name, JsonNode axes) {
        if (!axes.isArray() || !axes.valueStream().allMatch(SafetensorsHeader::isWhole)) {
            throw new WeightsException("tensor %s has shape %s; it must be a list, and a size must be a whole number"
                    .formatted(Quoted.of(name), axes));
        }
        List<Long> sizes = new ArrayList<>();
        axes.forEach(size -> sizes.add(size.longValue()));
        try {
            return StridedView.shape(sizes);
        } catch (WeightsException e) {
            throw new WeightsException("tensor %s is wrong: %s".formatted(Quoted.of(name), e.getMessage()), e);
        }
    }

    private Span span(String name, JsonNode offsets) {
        if (!offsets.isArray() || offsets.size() != 2 || !isWhole(offsets.get(0)) || !isWhole(offsets.get(1))) {
            throw new WeightsException("tensor %s has data_offsets %s; they must be two whole numbers"
                    .formatted(Quoted.of(name), offsets));
        }
        var span = new Span(offsets.get(0).longValue(), offsets.get(1).longValue());
        if (span.begin() < 0 || span.begin() > span.end() || span.end() > dataBytes) {
            throw new WeightsException("tensor %s lies at bytes %d to %d, but the file's data has %d bytes"
                    .formatted(Quoted.of(name), span.begin(), span.end(), dataBytes));
        }
        return span;
    }

    private static boolean isWhole(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }

    /** The format allows neither overlaps nor holes. */
    private void requireTiling() {
        var inOrder = spans.entrySet().stream()
                .sorted(Comparator.comparingLong(
                                (Map.Entry<String, Span> e) -> e.getValue().begin())
                        .thenComparingLong(e -> e.getValue().end()))
                .toList();
        long reached = 0;
        for (Map.Entry<String, Span> next : inOrder) {
            if (next.getValue().begin() != reached) {
                throw new WeightsException("tensor %s begins at byte %d, but the tensor before it ends at byte %d"
                        .formatted(Quoted.of(next.getKey()), next.getValue().begin(), reached));
            }
            reached = next.getValue().end();
        }
        if (reached != dataBytes) {
            throw new WeightsException(
                    "the last tensor ends at byte %d, but the file's data has %d bytes".formatted(reached, dataBytes));
        }
    }
}
