package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.config.HookFlags;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.PositionalEmbedding.Standard;
import hookworks.lens.hooks.HookPoints;
import hookworks.lens.hooks.RunPlan;
import hookworks.lens.parameters.Parameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From tokens to logits with given weights. Thread-safe; a run's state is its {@link ForwardRun}. */
public final class ForwardPass {
    private final HookedTransformerConfig config;
    private final PlaceTables places;
    private final Parameters parameters;
    private final Norm embeddingNorm;
    private final List<Block> blocks;
    private final Norm finalNorm;

    /** Makes the pass; it owns neither the tables nor the weights. */
    public ForwardPass(HookedTransformerConfig config, HookPoints points, PlaceTables places, Parameters parameters) {
        this.config = config;
        this.places = places;
        this.parameters = parameters;
        var assembly = new Assembly(config, points, places, parameters);
        this.embeddingNorm = assembly.embeddingNorm();
        this.blocks = assembly.blocks();
        this.finalNorm = assembly.finalNorm();
    }

    /**
     * What a run gave.
     *
     * @param output {@code [batch, pos, d_vocab_out]} logits, or {@code [batch, pos, d_model]} where it stopped early
     * @param stored what its plan asked for, by name in the order of the run
     */
    public record Outcome(NDArray output, Map<String, NDArray> stored) {}

    /**
     * Runs once.
     *
     * @param plan null where nobody watches
     * @return belongs to the manager of {@code input.start()}; all else is freed, also by a throw
     */
    public Outcome run(ModelInput input, HookFlags flags, @Nullable RunPlan plan) {
        NDManager keeper = input.start().getManager();
        try (NDManager scratch = keeper.newSubManager(places.device())) {
            Outcome outcome = run(input, flags, new ForwardRun(scratch, keeper, plan, null, input.keyValueCache()));
            outcome.output().attach(keeper);
            return outcome;
        }
    }

    /**
     * Runs once and records the way back.
     *
     * @param tape owns the output and all that the way back needs
     * @return what was stored belongs to the manager of {@code input.start()}
     */
    public Outcome record(ModelInput input, HookFlags flags, RunPlan plan, GradientTape tape) {
        NDManager keeper = input.start().getManager();
        return run(input, flags, new ForwardRun(tape.scratch(), keeper, plan, tape, input.keyValueCache()));
    }

    private Outcome run(ModelInput input, HookFlags flags, ForwardRun run) {
        boolean complete = false;
        try {
            NDArray output = through(input, flags, run);
            run.keepGrowth();
            complete = true;
            return new Outcome(output, run.stored());
        } finally {
            if (!complete) {
                run.stored().values().forEach(NDArray::close);
            }
        }
    }

    private NDArray through(ModelInput input, HookFlags flags, ForwardRun run) {
        LayerRange layers = LayerRange.of(input, config.nLayers());
        InputChecks.requireFit(input, config);
        Placement placement = Placement.of(input, run.scratch());
        boolean isEmbedded = input.startAtLayer().isPresent();
        NDArray embedded = isEmbedded
                ? InputChecks.residual(input.start(), config, places.device(), run.scratch())
                : embed(input.start(), run);
        NDArray positions = positions(input, placement, run);
        NDArray resid = embedded;
        if (positions != null && config.positional() instanceof Standard && !isEmbedded) {
            resid = embedded.add(positions);
            run.done(embedded);
        }
        for (Block block : blocks.subList(layers.first(), layers.end())) {
            resid = block.forward(resid, positions, placement, flags, run);
        }
        return layers.unembeds() ? unembed(resid, run) : resid;
    }

    private NDArray embed(NDArray tokens, ForwardRun run) {
        NDArray ids = InputChecks.tokens(tokens, config, places.device(), run.scratch());
        NDArray rows = Embeddings.rows(ids, parameters.embedding());
        NDArray normalized = embeddingNorm.apply(rows, run);
        run.doneUnless(rows, normalized);
        return run.at(HookPoints.EMBED, normalized);
    }

    /** {@code [pos, d_model]}; where a hook point must see them, or they differ, {@code [batch, pos, d_model]}. */
    private @Nullable NDArray positions(ModelInput input, Placement placement, ForwardRun run) {
        if (parameters.positions() == null) {
            return null;
        }
        NDArray looked = placement.lookUp(parameters.positions());
        NDArray places = placement.real() == null ? looked : looked.mul(placement.real());
        run.doneUnless(looked, places);
        if (!run.isWatched(HookPoints.POS_EMBED) || input.startAtLayer().isPresent()) {
            return places;
        }
        long batch = input.start().getShape().get(0);
        try (places;
                NDArray repeated = places.broadcast(batch, placement.queries(), config.dModel())) {
            return run.at(HookPoints.POS_EMBED, Copies.of(repeated));
        }
    }

    private NDArray unembed(NDArray resid, ForwardRun run) {
        NDArray normalized = finalNorm.apply(resid, run);
        run.doneUnless(resid, normalized);
        NDArray logits = Linears.linear(normalized, parameters.unembedding(), parameters.unembeddingBias());
        run.done(normalized);
        return config.outputLogitsSoftCap().isPresent()
                ? SoftCap.apply(
                        logits, places.scalars().of(config.outputLogitsSoftCap().getAsDouble()))
                : logits;
    }
}
