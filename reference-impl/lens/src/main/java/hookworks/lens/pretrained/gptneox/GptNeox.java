package hookworks.lens.pretrained.gptneox;

import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.config.Normalization;
import hookworks.lens.parameters.StateDict;
import hookworks.lens.pretrained.layout.Family;
import hookworks.lens.pretrained.layout.HuggingFaceConfig;
import hookworks.lens.pretrained.layout.LayerMap;
import hookworks.lens.pretrained.layout.Projection;
import hookworks.lens.pretrained.layout.RotaryFields;
import hookworks.lens.pretrained.layout.WeightMap;
import java.util.List;

/** GPT-NeoX and Pythia: each head's query, key and value lie in a row, and a part of them is rotated. */
public final class GptNeox implements Family {
    private static final double EPS = 1e-5;
    private static final double ROTATED = 0.25;

    @Override
    public List<String> prefixes() {
        return List.of("gpt_neox.");
    }

    @Override
    public ConfigBuilder config(HuggingFaceConfig config) {
        int size = config.sizeOfEach("hidden_size", "num_attention_heads");
        return HookedTransformerConfig.builder()
                .nLayers(config.layers("num_hidden_layers"))
                .dModel(config.size("hidden_size"))
                .nCtx(config.size("max_position_embeddings"))
                .dVocab(config.size("vocab_size"))
                .nHeads(config.size("num_attention_heads"))
                .dHead(size)
                .mlp(new MlpConfig(config.size("intermediate_size"), config.activation("hidden_act", "gelu"), false))
                .parallelAttnMlp(config.flag("use_parallel_residual", true))
                .normalization(Normalization.of(Normalization.Kind.LN).withEps(config.decimal("layer_norm_eps", EPS)))
                .positional(RotaryFields.read(config, size, "rotary_emb_base", "rotary_pct", ROTATED))
                .defaultPrependBos(false)
                .tieWordEmbeddings(config.flag("tie_word_embeddings", false));
    }

    @Override
    public void weights(HuggingFaceConfig config, WeightMap map) {
        boolean isBiased = config.flag("attention_bias", true);
        map.table(StateDict.W_E, "embed_in.weight");
        map.layers("layers.%d.", layer -> layer(layer, isBiased));
        map.norm("ln_final", "final_layer_norm");
        map.unembedding("embed_out.weight", "embed_in.weight");
    }

    private static void layer(LayerMap layer, boolean isBiased) {
        layer.norm("ln1", "input_layernorm");
        Projection fused = Projection.linear("attention.query_key_value").biasedIf(isBiased);
        layer.reads("Q", fused.thirdOfEachHead(0));
        layer.reads("K", fused.thirdOfEachHead(1));
        layer.reads("V", fused.thirdOfEachHead(2));
        layer.writes(Projection.linear("attention.dense").biasedIf(isBiased));
        layer.norm("ln2", "post_attention_layernorm");
        layer.mlp("in", Projection.linear("mlp.dense_h_to_4h").biased());
        layer.mlp("out", Projection.linear("mlp.dense_4h_to_h").biased());
        layer.buffers("attention.bias", "attention.masked_bias", "attention.rotary_emb.inv_freq");
    }
}
