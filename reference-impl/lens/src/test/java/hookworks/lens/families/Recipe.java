package hookworks.lens.families;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** A model to draw: a name, a family's layout, and how its config departs from the layout's own. */
record Recipe(String name, Layout layout, JsonNode config, Dtype dtype) {
    private static final JsonMapper JSON = new JsonMapper();

    static Recipe of(String name, Layout layout) {
        return new Recipe(name, layout, parse(layout.config()), Dtype.F32);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With one field set to a JSON value. */
    Recipe with(String field, String json) {
        ObjectNode changed = config.deepCopy();
        changed.set(field, parse(json));
        return new Recipe(name, layout, changed, dtype);
    }

    Recipe without(String field) {
        ObjectNode changed = config.deepCopy();
        changed.remove(field);
        return new Recipe(name, layout, changed, dtype);
    }

    Recipe storedAs(Dtype kind) {
        return new Recipe(name, layout, config, kind);
    }

    /** Draws from a generator of its own, so that no recipe changes another's model. */
    Checkpoint draw(long seed) {
        Drawing drawing = new Drawing(31 * seed + name.hashCode(), dtype);
        layout.draw(config, drawing);
        return new Checkpoint(config, drawing.tensors());
    }
}
