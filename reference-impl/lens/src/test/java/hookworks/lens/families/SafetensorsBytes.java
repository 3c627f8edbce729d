package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The safetensors format for files that fit in memory: a header's length, the header as JSON, the data. */
final class SafetensorsBytes {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ALIGNMENT = 8;

    private SafetensorsBytes() {}

    static byte[] encode(Map<String, Tensor> tensors) throws IOException {
        byte[] header = header(tensors).toString().getBytes(StandardCharsets.UTF_8);
        int padded = Math.ceilDiv(header.length, ALIGNMENT) * ALIGNMENT;
        ByteBuffer file =
                ByteBuffer.allocate(Long.BYTES + padded + dataBytes(tensors)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(padded).put(header).put(" ".repeat(padded - header.length).getBytes(StandardCharsets.UTF_8));
        for (Tensor tensor : tensors.values()) {
            for (int cell = 0; cell < tensor.size(); cell++) {
                tensor.dtype().put(file, tensor.value(cell));
            }
        }
        return file.array();
    }

    private static ObjectNode header(Map<String, Tensor> tensors) {
        ObjectNode header = JSON.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        int begin = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            Tensor tensor = named.getValue();
            int end = begin + tensor.size() * tensor.dtype().bytes();
            ObjectNode entry = header.putObject(named.getKey());
            entry.put("dtype", tensor.dtype().name());
            tensor.shape().forEach(entry.withArray("shape")::add);
            entry.putArray("data_offsets").add(begin).add(end);
            begin = end;
        }
        return header;
    }

    static int dataBytes(Map<String, Tensor> tensors) {
        return tensors.values().stream()
                .mapToInt(tensor -> tensor.size() * tensor.dtype().bytes())
                .sum();
    }

    static SequencedMap<String, Tensor> decode(byte[] bytes) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[Math.toIntExact(file.getLong())];
        file.get(header);
        ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : JSON.readTree(header).properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                tensors.put(entry.getKey(), read(entry.getValue(), data));
            }
        }
        return tensors;
    }

    private static Tensor read(JsonNode entry, ByteBuffer data) {
        Dtype dtype = Dtype.valueOf(entry.required("dtype").asText());
        List<Integer> shape = new ArrayList<>();
        entry.required("shape").forEach(size -> shape.add(size.asInt()));
        JsonNode offsets = entry.required("data_offsets");
        int begin = offsets.required(0).asInt();
        double[] values = new double[(offsets.required(1).asInt() - begin) / dtype.bytes()];
        data.position(begin);
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = dtype.get(data);
        }
        return new Tensor(dtype, shape, values);
    }
}
