package hookworks.lens.pretrained.layout;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hookworks.lens.config.ActivationFunction;
import hookworks.lens.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The fields of a {@code config.json}; null counts as absent. Every complaint names the file, the field and what it
 * says. Immutable.
 */
public final class HuggingFaceConfig {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Many times any real one. */
    private static final long MAX_BYTES = 4 << 20;

    /** Many times any real model's; a larger number is a mistake that would cost all memory. */
    private static final int MAX_LAYERS = 4096;

    private static final int MAX_QUOTED = 200;

    private final String source;
    private final String path;
    private final ObjectNode fields;

    private HuggingFaceConfig(String source, String path, ObjectNode fields) {
        this.source = source;
        this.path = path;
        this.fields = fields;
    }

    /**
     * Reads a folder's {@code config.json}.
     *
     * @throws WeightsException where there is none, or it is no JSON object
     */
    public static HuggingFaceConfig read(Path folder) {
        Path file = folder.resolve("config.json");
        String source = "'%s'".formatted(file);
        if (!Files.isRegularFile(file)) {
            throw new WeightsException(
                    "cannot load '%s': it has no config.json; name the folder that has one beside".formatted(folder)
                            + " its weights, as Hugging Face lays models out");
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new WeightsException("%s has %d bytes, more than the %d of any model's config"
                        .formatted(source, Files.size(file), MAX_BYTES));
            }
            if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode fields) {
                return new HuggingFaceConfig(source, "", fields);
            }
        } catch (JsonProcessingException e) {
            throw new WeightsException(
                    "%s is not valid JSON: %s; fetch it again".formatted(source, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new WeightsException("cannot read %s: %s".formatted(source, e), e);
        }
        throw new WeightsException(source + " must hold one JSON object; fetch it again");
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return fields.hasNonNull(field);
    }

    /** A field of any form. */
    public Optional<JsonNode> json(String field) {
        return has(field) ? Optional.of(fields.required(field)) : Optional.empty();
    }

    /** A field that is an object itself. */
    public Optional<HuggingFaceConfig> part(String field) {
        return json(field).map(value -> {
            if (value instanceof ObjectNode part) {
                return new HuggingFaceConfig(source, path + field + ".", part);
            }
            throw mistyped(field, "an object", value);
        });
    }

    /** Whether the field is there and says null, where that is not the same as saying nothing. */
    public boolean isNull(String field) {
        return fields.path(field).isNull();
    }

    /** A whole number from 1 on that must be there. */
    public int size(String field) {
        return optionalSize(field).orElseThrow(() -> lacks(field));
    }

    /** A whole number from 1 on, or nothing where the field is absent or null. */
    public OptionalInt optionalSize(String field) {
        return has(field) ? OptionalInt.of(whole(field, 1)) : OptionalInt.empty();
    }

    /** A whole number from 0 on. */
    public int count(String field, int otherwise) {
        return has(field) ? whole(field, 0) : otherwise;
    }

    private int whole(String field, int least) {
        JsonNode value = fields.required(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
            throw mistyped(field, "a whole number from %d on".formatted(least), value);
        }
        return value.intValue();
    }

    /** The width of each of the parts into which a width is cut. */
    public int sizeOfEach(String width, String parts) {
        if (size(width) % size(parts) != 0) {
            throw unsupported(width, "it must be a multiple of %s=%d".formatted(path + parts, size(parts)));
        }
        return size(width) / size(parts);
    }

    /** The number of layers, by which other things are counted. */
    public int layers(String field) {
        int layers = size(field);
        if (layers > MAX_LAYERS) {
            throw unsupported(field, "no model here has more than " + MAX_LAYERS);
        }
        return layers;
    }

    /** A number, or another one where the field is absent or null. */
    public double decimal(String field, double otherwise) {
        return optionalDecimal(field).orElse(otherwise);
    }

    /** A number, or nothing where the field is absent or null. */
    public OptionalDouble optionalDecimal(String field) {
        if (!has(field)) {
            return OptionalDouble.empty();
        }
        JsonNode value = fields.required(field);
        if (!value.isNumber()) {
            throw mistyped(field, "a number", value);
        }
        return OptionalDouble.of(value.doubleValue());
    }

    /** True or false, or what to take where the field is absent or null. */
    public boolean flag(String field, boolean otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        JsonNode value = fields.required(field);
        if (!value.isBoolean()) {
            throw mistyped(field, "true or false", value);
        }
        return value.booleanValue();
    }

    /** Text that must be there. */
    public String text(String field) {
        return optionalText(field).orElseThrow(() -> lacks(field));
    }

    /** Text, or nothing where the field is absent or null. */
    public Optional<String> optionalText(String field) {
        return json(field).map(value -> {
            if (!value.isTextual()) {
                throw mistyped(field, "text", value);
            }
            return value.textValue();
        });
    }

    /** A nonlinearity by Hugging Face's name, which is TransformerLens' too but for one. */
    public ActivationFunction activation(String field, String otherwise) {
        String name = optionalText(field).orElse(otherwise);
        try {
            ActivationFunction function = ActivationFunction.named(name.equals("swish") ? "silu" : name);
            if (!function.isNormalized()) {
                return function;
            }
        } catch (IllegalArgumentException e) {
            throw new WeightsException("%s: %s: %s".formatted(source, path + field, e.getMessage()), e);
        }
        throw unsupported(field, "checkpoints of these families have no such nonlinearity");
    }

    /** Refuses any other value of a flag. */
    public void require(String field, boolean only) {
        if (flag(field, only) != only) {
            throw unsupported(field, "it must be %s: models with another are laid out differently".formatted(only));
        }
    }

    /** A complaint about what a field says. */
    public WeightsException unsupported(String field, String why) {
        return new WeightsException(
                "%s: %s=%s is not supported; %s".formatted(source, path + field, brief(fields.path(field)), why));
    }

    private WeightsException mistyped(String field, String wanted, JsonNode value) {
        return new WeightsException("%s: %s must be %s, got %s".formatted(source, path + field, wanted, brief(value)));
    }

    private WeightsException lacks(String field) {
        return new WeightsException("%s lacks %s; is it the config of these weights?".formatted(source, path + field));
    }

    private static String brief(JsonNode value) {
        String text = value.toString();
        return text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "…" : text;
    }

    @Override
    public String toString() {
        return source;
    }
}
