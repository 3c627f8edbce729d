package hookworks.lens.pretrained.layout;

import hookworks.lens.config.PositionalEmbedding.Rotary;
import java.util.Optional;

/** What a config says of rotary positions, in either of the two places where such files say it. */
public final class RotaryFields {
    private static final double WHOLE_HEAD = 1;

    private RotaryFields() {}

    /**
     * Rotation of whole heads.
     *
     * @throws hookworks.lens.weights.WeightsException where angles are to be stretched for long texts
     */
    public static Rotary read(HuggingFaceConfig config, int dHead) {
        return read(config, dHead, "rope_theta", "partial_rotary_factor", WHOLE_HEAD);
    }

    /**
     * Rotation of a part of each head.
     *
     * @param base the field of the base
     * @param fraction the field of the part, {@code otherwise} where the file says nothing
     */
    public static Rotary read(HuggingFaceConfig config, int dHead, String base, String fraction, double otherwise) {
        requireUnstretched(config, "rope_scaling");
        requireUnstretched(config, "rope_parameters");
        Optional<HuggingFaceConfig> newer = config.part("rope_parameters");
        double theta = newer.filter(part -> part.has("rope_theta"))
                .map(part -> part.decimal("rope_theta", Rotary.DEFAULT_BASE))
                .orElseGet(() -> config.decimal(base, config.decimal("rope_theta", Rotary.DEFAULT_BASE)));
        double part = newer.filter(some -> some.has("partial_rotary_factor"))
                .map(some -> some.decimal("partial_rotary_factor", otherwise))
                .orElseGet(() -> config.decimal(fraction, config.decimal("partial_rotary_factor", otherwise)));
        return new Rotary((int) (dHead * part), theta, false);
    }

    private static void requireUnstretched(HuggingFaceConfig config, String field) {
        config.part(field).ifPresent(part -> {
            String type = part.optionalText("rope_type")
                    .or(() -> part.optionalText("type"))
                    .orElse(field.equals("rope_scaling") ? "none" : "default");
            if (!type.equals("default")) {
                throw config.unsupported(
                        field, "only models whose rotary angles are not rescaled can run here (rope_type \"default\")");
            }
        });
    }
}
