package hookworks.grader.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A node of a header that knows which field was missing, of the wrong kind or over its bound. */
record HeaderNode(JsonNode json) {
    HeaderNode {
        if (json == null) {
            throw new IllegalArgumentException("a header node is never absent");
        }
    }

    boolean has(String field) {
        return json.has(field);
    }

    Set<String> names() {
        var names = new TreeSet<String>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    String text(String field) throws ProtocolException {
        return textAtMost(field, Bounds.TEXT);
    }

    String textAtMost(String field, int allowed) throws ProtocolException {
        JsonNode value = json.get(field);
        if (value == null || !value.isTextual()) {
            throw wrong(field, "text", value);
        }
        Bounds.atMost("length of '" + field + "'", value.textValue().length(), allowed);
        return value.textValue();
    }

    long whole(String field) throws ProtocolException {
        JsonNode value = json.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(field, "a whole number", value);
        }
        return value.longValue();
    }

    long wholeAtMost(String field, long allowed) throws ProtocolException {
        long value = whole(field);
        Bounds.atMost("'" + field + "'", value, allowed);
        return value;
    }

    boolean truth(String field) throws ProtocolException {
        JsonNode value = json.get(field);
        if (value == null || !value.isBoolean()) {
            throw wrong(field, "true or false", value);
        }
        return value.booleanValue();
    }

    HeaderNode object(String field) throws ProtocolException {
        JsonNode value = json.get(field);
        if (value == null || !value.isObject()) {
            throw wrong(field, "an object", value);
        }
        return new HeaderNode(value);
    }

    List<HeaderNode> items(String field) throws ProtocolException {
        JsonNode value = json.get(field);
        if (value == null || !value.isArray()) {
            throw wrong(field, "a list", value);
        }
        Bounds.atMost("length of '" + field + "'", value.size(), Bounds.ITEMS);
        var items = new ArrayList<HeaderNode>();
        value.forEach(item -> items.add(new HeaderNode(item)));
        return items;
    }

    private static ProtocolException wrong(String field, String expected, @Nullable JsonNode actual) {
        String found = actual == null ? "nothing" : actual.getNodeType().name();
        return new ProtocolException("expected %s as '%s', found %s".formatted(expected, field, found));
    }
}
