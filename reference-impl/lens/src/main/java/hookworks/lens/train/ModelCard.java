package hookworks.lens.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.HookedTransformer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a two-layer model was found to do, and how that was found, so that anybody can find it again.
 *
 * @param command what measures it
 * @param measuring on which tokens
 * @param facts what came out
 */
public record ModelCard(String command, Measuring measuring, ModelFacts facts) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final long SEED = 20_261_124;
    private static final String COMMAND = "./hookworks model-card";

    /**
     * Measures a model on fresh random repeats that are the same each time.
     *
     * @param special the token that begins every sequence
     * @param heldOut text it did not learn from, null where there is none
     * @throws IllegalArgumentException where the model has not two layers, or not two heads
     */
    public static ModelCard of(HookedTransformer model, int special, @Nullable HeldOut heldOut) {
        var measuring = Measuring.of(special, model.config().nCtx(), SEED);
        String command = heldOut == null ? COMMAND : COMMAND + " --corpus DIR";
        return new ModelCard(command, measuring, ModelFacts.measure(model, measuring, heldOut));
    }

    /** Reads what {@link #toJson} wrote. */
    public static ModelCard fromJson(String json) {
        try {
            return JSON.readValue(json, ModelCard.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no model card: " + e.getOriginalMessage(), e);
        }
    }

    /** One JSON object, over several lines. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers is always JSON", e);
        }
    }

    /** The facts in lines for a terminal. */
    public List<String> toLines() {
        var lines = new ArrayList<String>();
        lines.add("head   previous  current  first  induction");
        for (HeadScore head : facts.heads()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%d.%d    %7.3f  %7.3f %6.3f  %9.3f",
                    head.layer(),
                    head.head(),
                    head.previous(),
                    head.current(),
                    head.first(),
                    head.induction()));
        }
        lines.add(String.format(
                Locale.ROOT,
                "loss on random repeats: first copy %.2f nats, second %.3f; guessing costs %.2f",
                facts.repeats().first(),
                facts.repeats().second(),
                facts.chance()));
        lines.add(String.format(
                Locale.ROOT,
                "second copy without the best induction head: %.3f",
                facts.withoutBestInductionHead().second()));
        KeyComposition composition = facts.keyComposition();
        composition.pairs().stream()
                .max(Comparator.comparingDouble(KeyComposition.Pair::score))
                .ifPresent(best -> lines.add(String.format(
                        Locale.ROOT,
                        "strongest K-composition: 0.%d with 1.%d at %.3f; random matrices %.3f, deviation %.4f",
                        best.writer(),
                        best.reader(),
                        best.score(),
                        composition.chanceMean(),
                        composition.chanceDeviation())));
        Double bits = facts.bitsPerByte();
        lines.add(
                bits == null
                        ? "bits per byte: give --corpus DIR"
                        : String.format(Locale.ROOT, "bits per byte of held-out text: %.2f", bits));
        return List.copyOf(lines);
    }
}
