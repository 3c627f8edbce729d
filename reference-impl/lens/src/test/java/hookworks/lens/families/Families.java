package hookworks.lens.families;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small random models in the layout of real checkpoints: each family at least once, and what its real files vary. */
public final class Families {
    private static final int SHARDS = 3;

    private Families() {}

    /**
     * Writes every model into a folder of its own; the same seed gives the same bytes.
     *
     * @param root where the folders are made
     */
    public static List<FamilyCase> writeAll(Path root, long seed) {
        List<FamilyCase> cases = new ArrayList<>();
        for (Recipe recipe : recipes()) {
            Path folder = root.resolve(recipe.name());
            recipe.draw(seed).write(folder);
            cases.add(new FamilyCase(recipe.name(), folder));
        }
        Path sharded = root.resolve("llama-sharded");
        recipe("llama").draw(seed).writeSharded(sharded, SHARDS);
        cases.add(new FamilyCase("llama-sharded", sharded));
        return cases;
    }

    /** The recipe of that name. */
    static Recipe recipe(String name) {
        return recipes().stream()
                .filter(recipe -> recipe.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<Recipe> recipes() {
        List<Recipe> all = new ArrayList<>(gpts());
        all.addAll(llamas());
        all.add(Recipe.of("gemma", new GemmaLayout()).storedAs(Dtype.BF16));
        all.add(Recipe.of("gemma-first-release", new GemmaLayout())
                .with("hidden_act", "\"gelu\"")
                .without("hidden_activation"));
        all.add(Recipe.of("gemma2", new Gemma2Layout()));
        all.add(Recipe.of("gemma2-uncapped", new Gemma2Layout())
                .with("attn_logit_softcapping", "null")
                .with("final_logit_softcapping", "null"));
        all.add(Recipe.of("opt", new OptLayout("model.decoder.")).storedAs(Dtype.F16));
        all.add(Recipe.of("opt-bare", new OptLayout("decoder.")));
        return all;
    }

    private static List<Recipe> gpts() {
        return List.of(
                Recipe.of("gpt2", new Gpt2Layout("")),
                Recipe.of("gpt2-scaled-by-layer", new Gpt2Layout("transformer."))
                        .with("n_inner", "50")
                        .with("reorder_and_upcast_attn", "true")
                        .with("scale_attn_by_inverse_layer_idx", "true")
                        .with("scale_attn_weights", "true"),
                Recipe.of("gpt-neo", new GptNeoLayout()),
                Recipe.of("gpt-neo-local-first", new GptNeoLayout())
                        .with("attention_layers", "[\"local\", \"global\", \"local\"]")
                        .with("attention_types", "[[[\"local\", \"global\"], 1], [[\"local\"], 1]]")
                        .with("intermediate_size", "52"),
                Recipe.of("pythia", new GptNeoxLayout()).storedAs(Dtype.F16),
                Recipe.of("gpt-neox-sequential", new GptNeoxLayout())
                        .with("rotary_pct", "1.0")
                        .with("use_parallel_residual", "false"));
    }

    private static List<Recipe> llamas() {
        return List.of(
                Recipe.of("llama", new LlamaLayout()),
                Recipe.of("llama-tied", new LlamaLayout())
                        .with("hidden_size", "40")
                        .with("tie_word_embeddings", "true")
                        .without("head_dim"),
                Recipe.of("llama-biased", new LlamaLayout())
                        .with("attention_bias", "true")
                        .with("mlp_bias", "true"),
                Recipe.of("llama-ungrouped", new LlamaLayout())
                        .with("hidden_size", "40")
                        .without("head_dim")
                        .without("num_key_value_heads")
                        .without("rope_theta")
                        .without("attention_bias")
                        .without("mlp_bias"),
                Recipe.of("llama-rope-parameters", new LlamaLayout())
                        .with("rope_parameters", "{\"rope_theta\": 700.0, \"rope_type\": \"default\"}")
                        .with("dtype", "\"float32\"")
                        .without("rope_theta")
                        .without("rope_scaling")
                        .without("torch_dtype"),
                Recipe.of("mistral", new MistralLayout()).storedAs(Dtype.BF16),
                Recipe.of("mistral-without-window", new MistralLayout())
                        .with("head_dim", "10")
                        .with("sliding_window", "null"),
                Recipe.of("qwen2", new Qwen2Layout()).storedAs(Dtype.BF16),
                Recipe.of("qwen2-windowed", new Qwen2Layout())
                        .with("tie_word_embeddings", "false")
                        .with("use_sliding_window", "true"));
    }
}
