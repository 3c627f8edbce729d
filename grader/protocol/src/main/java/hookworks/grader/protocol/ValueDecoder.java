package hookworks.grader.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads wire values out of a header and its body; tensors are views of the body. */
final class ValueDecoder {
    private final ByteBuffer body;

    ValueDecoder(ByteBuffer body) {
        this.body = body;
    }

    List<WireValue> all(List<HeaderNode> nodes, int depth) throws ProtocolException {
        var values = new ArrayList<WireValue>();
        for (HeaderNode node : nodes) {
            values.add(one(node, depth));
        }
        return values;
    }

    WireValue one(HeaderNode node, int depth) throws ProtocolException {
        Bounds.atMost("nesting of a value", depth, Bounds.NESTING);
        if (node.has("tensor")) {
            return tensor(node);
        } else if (node.has("whole")) {
            return new WireValue.Whole(node.whole("whole"));
        } else if (node.has("real")) {
            return new WireValue.Real(real(node.textAtMost("real", 32)));
        } else if (node.has("truth")) {
            return new WireValue.Truth(node.truth("truth"));
        } else if (node.has("text")) {
            return new WireValue.Text(node.text("text"));
        } else if (node.has("items")) {
            return new WireValue.Items(all(node.items("items"), depth + 1));
        } else if (node.has("fields")) {
            return fields(node.object("fields"), depth);
        } else if (node.has("model")) {
            return new WireValue.Model(ModelJson.fromJson(node.object("model")));
        } else if (node.has("hook")) {
            return new WireValue.Hook(node.textAtMost("hook", 200));
        }
        throw new ProtocolException("a value with the fields %s is of no known kind".formatted(node.names()));
    }

    private WireValue fields(HeaderNode node, int depth) throws ProtocolException {
        Bounds.atMost("number of fields", node.names().size(), 100);
        var fields = new LinkedHashMap<String, WireValue>();
        for (String name : node.names()) {
            fields.put(name, one(node.object(name), depth + 1));
        }
        return new WireValue.Fields(fields);
    }

    private WireValue tensor(HeaderNode node) throws ProtocolException {
        String typeName = node.text("tensor");
        WireType type = WireType.named(typeName)
                .orElseThrow(() -> new ProtocolException("unknown element type '%s'".formatted(typeName)));
        List<Long> shape = shape(node);
        long offset = node.wholeAtMost("offset", body.limit());
        if (offset % Bounds.ALIGNMENT != 0) {
            throw new ProtocolException(
                    "a tensor begins at %d, which is no multiple of %d".formatted(offset, Bounds.ALIGNMENT));
        }
        long length = TensorExtent.bytes(type, shape);
        Bounds.atMost("end of a tensor", offset + length, body.limit());
        ByteBuffer data = body.slice((int) offset, (int) length).order(ByteOrder.LITTLE_ENDIAN);
        return new WireValue.Tensor(type, shape, data);
    }

    private static List<Long> shape(HeaderNode node) throws ProtocolException {
        var shape = new ArrayList<Long>();
        for (HeaderNode axis : node.items("shape")) {
            if (!axis.json().isIntegralNumber() || !axis.json().canConvertToLong()) {
                throw new ProtocolException("a tensor's shape holds no whole numbers");
            }
            shape.add(axis.json().longValue());
        }
        return shape;
    }

    private static double real(String text) throws ProtocolException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new ProtocolException("'%s' is not a number".formatted(text), e);
        }
    }
}
