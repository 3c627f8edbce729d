package hookworks.lens;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.ForwardPass.Stop;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.weights.SafetensorsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A transformer whose every intermediate activation can be read, cached and replaced.
 *
 * <p>The model owns its weights until {@link #close}; its manager takes no further tensor, so an operation that starts
 * with a weight throws: write {@code x.matMul(w)}, or take views with {@link #weights(NDManager)}. Results belong to
 * the manager of the tokens, everything between is freed when a run ends, and a run that throws leaves nothing behind.
 *
 * <p>Several threads may run one model, each with tokens of its own manager. Hooks that are put on the model are seen
 * by every thread's runs.
 */
public final class HookedTransformer implements AutoCloseable {
    private final HookedTransformerConfig config;
    private final Optional<SeededModel> seededModel;
    private final NDManager manager;
    private final ModelWeights weights;
    private final ForwardPass pass;
    private final HookPoints points;
    private final ModelHooks hooks;
    private volatile HookFlags flags;

    private HookedTransformer(
            HookedTransformerConfig config,
            Optional<SeededModel> seededModel,
            Device device,
            Function<NDManager, Map<String, NDArray>> loading) {
        this.config = config;
        this.seededModel = seededModel;
        this.flags = config.flags();
        this.points = new HookPoints(config.nLayers());
        this.hooks = new ModelHooks(points);
        this.manager = NDManager.newBaseManager(device);
        try (NDManager temporary = manager.newSubManager()) {
            var parameters = Parameters.arrange(config, loading.apply(temporary), manager);
            this.weights = parameters.stacked();
            this.pass = new ForwardPass(config, device, parameters, manager.create((float) (1 / config.attnScale())));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
        manager.cap();
    }

    /**
     * Makes a model whose weights every process draws alike: each matrix Gaussian with deviation {@code initScale},
     * biases zero.
     */
    public static HookedTransformer seeded(SeededModel model, Device device) {
        return new HookedTransformer(
                model.config(), Optional.of(model), device, temporary -> StateDict.seeded(model, temporary));
    }

    /**
     * Loads weights under TransformerLens' state-dict names, all float32.
     *
     * @throws hookworks.lens.weights.WeightsException where the file is damaged, or its tensors are not the config's
     */
    public static HookedTransformer fromSafetensors(HookedTransformerConfig config, Path path, Device device) {
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            return new HookedTransformer(
                    config, Optional.empty(), device, temporary -> StateDict.read(config, file, temporary));
        }
    }

    public HookedTransformerConfig config() {
        return config;
    }

    /** What names this model across processes, where its weights come from a seed. */
    public Optional<SeededModel> seededModel() {
        return seededModel;
    }

    public Device device() {
        return manager.getDevice();
    }

    /**
     * Runs the model.
     *
     * @param tokens {@code [batch, pos]} int64, at most {@code n_ctx} positions
     * @return {@code [batch, pos, d_vocab_out]} logits; belongs to the manager of {@code tokens}
     */
    public NDArray forward(NDArray tokens) {
        return run(tokens, List.of(), null, Stop.never()).logits();
    }

    /**
     * Runs the model up to, not including, a layer, and not the unembedding.
     *
     * @param stopAtLayer from 0 (only the embedding) to {@code n_layers}; or negative, counting from the end
     * @return {@code [batch, pos, d_model]}, the residual stream there; belongs to the manager of {@code tokens}
     */
    public NDArray forwardUntilLayer(NDArray tokens, int stopAtLayer) {
        return run(tokens, List.of(), null, before(stopAtLayer)).logits();
    }

    /**
     * The mean of {@link #lossPerToken}.
     *
     * @param tokens {@code [batch, pos]} int64, at least two positions
     * @return a scalar, in nats; belongs to the manager of {@code tokens}
     */
    public NDArray loss(NDArray tokens) {
        try (NDArray perToken = lossPerToken(tokens)) {
            return perToken.mean();
        }
    }

    /**
     * How badly each next token is predicted.
     *
     * @param tokens {@code [batch, pos]} int64, at least two positions
     * @return {@code [batch, pos - 1]}, in nats; position {@code p} judges the prediction of token {@code p + 1}.
     *     Belongs to the manager of {@code tokens}
     */
    public NDArray lossPerToken(NDArray tokens) {
        if (tokens.getShape().dimension() == 2 && tokens.getShape().get(1) < 2) {
            throw new IllegalArgumentException(
                    "a loss needs at least two positions, got tokens of shape " + tokens.getShape());
        }
        if (config.dVocabOut() < config.dVocab()) {
            throw new IllegalStateException("d_vocab_out=%d and d_vocab=%d: this model does not predict tokens"
                    .formatted(config.dVocabOut(), config.dVocab()));
        }
        return Losses.perToken(forward(tokens), tokens);
    }

    /** Runs the model and keeps every activation. */
    public CachedRun runWithCache(NDArray tokens) {
        return runWithCache(tokens, HookFilter.all());
    }

    /**
     * Runs the model and keeps the activations that the filter asks for, as hooks left them. No tensor is copied
     * unless hooks are on the model.
     *
     * @param tokens {@code [batch, pos]} int64
     * @return belongs to the manager of {@code tokens}; close it to free it earlier
     */
    public CachedRun runWithCache(NDArray tokens, HookFilter filter) {
        return run(tokens, List.of(), filter, Stop.never());
    }

    /** As {@link #runWithCache(NDArray, HookFilter)}, up to a layer as in {@link #forwardUntilLayer}. */
    public CachedRun runWithCache(NDArray tokens, HookFilter filter, int stopAtLayer) {
        return run(tokens, List.of(), filter, before(stopAtLayer));
    }

    /**
     * Runs the model with hooks for this run only, after those that are on the model.
     *
     * @return {@code [batch, pos, d_vocab_out]} logits; belongs to the manager of {@code tokens}
     */
    public NDArray runWithHooks(NDArray tokens, List<Hook> extra) {
        return run(tokens, extra, null, Stop.never()).logits();
    }

    /** Puts hooks on the model until the scope is closed. */
    public HookScope hooks(List<Hook> added) {
        return hooks.add(List.copyOf(added), flags);
    }

    /** Puts a hook on the model until {@link #resetHooks}. */
    public void addHook(Hook hook) {
        hooks.add(List.of(hook), flags);
    }

    /** Takes every hook off the model. */
    public void resetHooks() {
        hooks.reset();
    }

    /** The hook points that a run passes, in order. */
    public List<HookPoint> hookPoints() {
        return points.passed(flags);
    }

    /**
     * The hook point of that name.
     *
     * @throws IllegalArgumentException where no run passes one, with the nearest name
     */
    public HookPoint hookPoint(String name) {
        return points.find(name, flags);
    }

    /** Which expensive hook points runs pass. */
    public HookFlags flags() {
        return flags;
    }

    /** Opens or closes {@code attn.hook_result}. */
    public void setUseAttnResult(boolean use) {
        flags = new HookFlags(use, flags.useSplitQkvInput(), flags.useAttnIn());
    }

    /** Opens or closes {@code hook_q_input}, {@code hook_k_input} and {@code hook_v_input}. */
    public void setUseSplitQkvInput(boolean use) {
        flags = new HookFlags(flags.useAttnResult(), use, flags.useAttnIn());
    }

    /** Opens or closes {@code hook_attn_in}. */
    public void setUseAttnIn(boolean use) {
        flags = new HookFlags(flags.useAttnResult(), flags.useSplitQkvInput(), use);
    }

    /** The model's own weights, biases too: read them, or use them as second operands. */
    public ModelWeights weights() {
        return weights;
    }

    /** Views of the model's weights that belong to {@code viewer}, so that an operation may start with them. */
    public ModelWeights weights(NDManager viewer) {
        return weights.viewedFrom(viewer);
    }

    /** {@code [d_vocab, d_model]}; the model's own. */
    public NDArray wE() {
        return weights.wE();
    }

    /** {@code [n_ctx, d_model]}; the model's own. */
    public NDArray wPos() {
        return weights.wPos();
    }

    /** {@code [layer, head, d_model, d_head]}; the model's own. */
    public NDArray wQ() {
        return weights.wQ();
    }

    /** {@code [layer, head, d_model, d_head]}; the model's own. */
    public NDArray wK() {
        return weights.wK();
    }

    /** {@code [layer, head, d_model, d_head]}; the model's own. */
    public NDArray wV() {
        return weights.wV();
    }

    /** {@code [layer, head, d_head, d_model]}; the model's own. */
    public NDArray wO() {
        return weights.wO();
    }

    /** {@code [d_model, d_vocab_out]}; the model's own. */
    public NDArray wU() {
        return weights.wU();
    }

    /** {@code [d_vocab_out]}; the model's own. */
    public NDArray bU() {
        return weights.bU();
    }

    /** What each head's queries look for, {@code W_Q W_Kᵀ}: {@code [layer, head, d_model, d_model]}; the owner's. */
    public FactoredMatrix qk(NDManager owner) {
        return weights.qk(owner);
    }

    /** What each head moves, {@code W_V W_O}: {@code [layer, head, d_model, d_model]}; the owner's. */
    public FactoredMatrix ov(NDManager owner) {
        return weights.ov(owner);
    }

    /** Frees the weights. Results of earlier runs live on. */
    @Override
    public void close() {
        pass.close();
        manager.close();
    }

    @Override
    public String toString() {
        return "HookedTransformer(attention-only, %d layers, %d heads, d_model %d, d_head %d, %d hook points, %s)"
                .formatted(
                        config.nLayers(),
                        config.nHeads(),
                        config.dModel(),
                        config.dHead(),
                        hookPoints().size(),
                        device());
    }

    private CachedRun run(NDArray tokens, List<Hook> extra, @Nullable HookFilter filter, Stop stop) {
        HookFlags now = flags;
        return pass.run(tokens, now, hooks.plan(extra, filter, now), stop);
    }

    private Stop before(int layer) {
        return Stop.before(layer, config.nLayers());
    }
}
