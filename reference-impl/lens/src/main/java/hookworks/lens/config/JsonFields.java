package hookworks.lens.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The fields of one JSON object; what has another type than asked for is refused by name. */
final class JsonFields {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode fields;

    private JsonFields(ObjectNode fields) {
        this.fields = fields;
    }

    static JsonFields parse(String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode fields) {
                return new JsonFields(fields);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the config is not valid JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("the config must be one JSON object");
    }

    Set<String> names() {
        var names = new java.util.LinkedHashSet<String>();
        fields.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** As it is written, for messages and for comparing. */
    String text(String field) {
        return fields.required(field).toString();
    }

    /** Whether a value is there: TransformerLens writes null or -1 for "derive it". */
    boolean isSet(String field) {
        JsonNode value = fields.get(field);
        return value != null && !value.isNull() && !(value.isNumber() && value.doubleValue() == -1);
    }

    /** Whether the field is there and says null. */
    boolean isNull(String field) {
        return fields.has(field) && fields.get(field).isNull();
    }

    int number(String field) {
        JsonNode value = fields.get(field);
        if (value == null) {
            throw new IllegalArgumentException("the config lacks " + field);
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException("%s must be a whole number, got %s".formatted(field, value));
        }
        return value.intValue();
    }

    OptionalInt optionalNumber(String field) {
        return isSet(field) ? OptionalInt.of(number(field)) : OptionalInt.empty();
    }

    OptionalLong optionalLong(String field) {
        if (!isSet(field)) {
            return OptionalLong.empty();
        }
        JsonNode value = fields.required(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("%s must be a whole number, got %s".formatted(field, value));
        }
        return OptionalLong.of(value.longValue());
    }

    OptionalDouble optionalDecimal(String field) {
        if (!isSet(field)) {
            return OptionalDouble.empty();
        }
        JsonNode value = fields.required(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("%s must be a number, got %s".formatted(field, value));
        }
        return OptionalDouble.of(value.doubleValue());
    }

    boolean flag(String field, boolean otherwise) {
        JsonNode value = fields.get(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("%s must be true or false, got %s".formatted(field, value));
        }
        return value.booleanValue();
    }

    Optional<String> optionalText(String field) {
        if (!isSet(field)) {
            return Optional.empty();
        }
        JsonNode value = fields.required(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("%s must be text, got %s".formatted(field, value));
        }
        return Optional.of(value.textValue());
    }

    List<String> texts(String field) {
        JsonNode value = fields.get(field);
        if (value == null || !value.isArray()) {
            throw new IllegalArgumentException("%s must be a list of text, got %s".formatted(field, value));
        }
        var texts = new ArrayList<String>();
        for (JsonNode entry : value) {
            if (!entry.isTextual()) {
                throw new IllegalArgumentException("%s must be a list of text, got %s".formatted(field, value));
            }
            texts.add(entry.textValue());
        }
        return texts;
    }
}
