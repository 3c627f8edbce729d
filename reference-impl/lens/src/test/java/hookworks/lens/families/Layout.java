package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/** The checkpoints of one family: the fields of their config, and which tensors of which shapes follow from it. */
interface Layout {
    /** What queries and keys are multiplied by, so that scores spread and attention is far from uniform. */
    double SHARP = 1.5;

    /** A {@code config.json} as the family's checkpoints have it, with small sizes that all differ. */
    String config();

    /** Draws the tensors that a checkpoint with this config has. */
    void draw(JsonNode config, Drawing drawing);
}
