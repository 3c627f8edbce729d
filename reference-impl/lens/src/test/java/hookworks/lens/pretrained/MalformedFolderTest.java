package hookworks.lens.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedFolderTest {
    @TempDir
    private Path root;

    private static void refuses(Path folder, String... why) {
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> HookedTransformer.fromPretrainedFolder(folder, Device.cpu())
                        .close())
                .withMessageContainingAll(why);
    }

    private static HookedTransformerConfig config(Path folder) {
        try (PretrainedFolder opened = PretrainedFolder.open(folder, DataType.FLOAT32)) {
            return opened.config();
        }
    }

    @Test
    @DisplayName("a folder without a config.json is refused by name, with what belongs there")
    void withoutConfig() throws IOException {
        var model = Tampered.model(root, "gpt2");
        Files.delete(model.file("config.json"));
        refuses(model.folder(), model.folder().toString(), "has no config.json", "name the folder that has one");
        refuses(root.resolve("nowhere"), "nowhere", "has no config.json");
    }

    @Test
    @DisplayName("a config that is no JSON object is refused, with the advice to fetch it again")
    void noJson() throws IOException {
        var model = Tampered.model(root, "gpt2");
        Files.writeString(model.file("config.json"), "<html>not found</html>");
        refuses(model.folder(), "config.json' is not valid JSON", "fetch it again");
        Files.writeString(model.file("config.json"), "[]");
        refuses(model.folder(), "config.json' must hold one JSON object");
        Files.writeString(model.file("config.json"), " ".repeat(5 << 20));
        refuses(model.folder(), "5242880 bytes, more than the 4194304");
    }

    @Test
    @DisplayName("an unknown family is refused with the names of the supported ones")
    void unknownFamily() throws IOException {
        var model = Tampered.model(root, "gpt2");
        model.says("model_type", "\"bert\"");
        refuses(
                model.folder(),
                "model_type=\"bert\" is not supported",
                "gpt2, gpt_neo, gpt_neox, llama, mistral, qwen2, gemma, gemma2, opt");
        model.saysNothingOf("model_type");
        refuses(model.folder(), "config.json' lacks model_type");
    }

    @ParameterizedTest
    @DisplayName("a config that lies about the weights is told what it asks for and what is there")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            gpt2    | n_embd              | 40    | 'wte.weight' is (61, 36), expected (61, 40)
            gpt2    | n_head              | 5     | n_embd=36 is not supported; it must be a multiple of n_head=5
            gpt2    | n_layer             | 3     | no tensor 'h.2.ln_1.weight', expected (36)
            gpt2    | n_layer             | 1     | 'h.1.ln_1.weight' belongs to no gpt2 model
            gpt2    | n_positions         | 48    | 'wpe.weight' is (32, 36), expected (48, 36)
            gpt2    | n_inner             | 50    | 'h.0.mlp.c_fc.weight' is (36, 144), expected (36, 50)
            gpt2    | tie_word_embeddings | false | no tensor 'lm_head.weight', expected (61, 36)
            pythia  | vocab_size          | 60    | 'gpt_neox.embed_in.weight' is (61, 48), expected (60, 48)
            pythia  | attention_bias      | false | query_key_value.bias' belongs to no gpt_neox model
            llama   | num_key_value_heads | 4     | 'model.layers.0.self_attn.k_proj.weight' is (20, 36), expected (40, 36)
            llama   | head_dim            | 12    | self_attn.q_proj.weight' is (40, 36), expected (48, 36)
            llama   | attention_bias      | true  | no tensor 'model.layers.0.self_attn.q_proj.bias', expected (40)
            llama   | mlp_bias            | true  | no tensor 'model.layers.0.mlp.gate_proj.bias', expected (54)
            llama   | tie_word_embeddings | true  | 'lm_head.weight' differs from 'model.embed_tokens.weight'
            llama   | model_type | "gemma2" | no tensor 'model.layers.0.pre_feedforward_layernorm.weight'
            qwen2   | model_type  | "mistral" | 'model.layers.0.self_attn.k_proj.bias' belongs to no mistral model
            opt     | max_position_embeddings | 30 | embed_positions.weight' is (34, 36), expected (32, 36)
            """)
    void lies(String name, String field, String value, String why) throws IOException {
        var model = Tampered.model(root, name);
        model.says(field, value);
        refuses(model.folder(), model.folder().toString(), why);
    }

    @Test
    @DisplayName("a mismatch counts what it does not name, and says what to do")
    void counts() throws IOException {
        var model = Tampered.model(root, "gpt2");
        model.says("n_embd", "40");
        refuses(model.folder(), "model.safetensors' does not hold the gpt2 model", "\nand 2", "Fetch config.json");
    }

    @ParameterizedTest
    @DisplayName("what no model here can do is refused by its field")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            llama   | rope_scaling            | {"rope_type": "llama3", "factor": 8.0} | rope_scaling={"rope_type":"llama3"
            llama   | rope_scaling            | {"type": "linear", "factor": 2.0}      | rope_scaling={"type":"linear"
            llama   | rope_scaling            | {"factor": 2.0}                        | whose rotary angles are not rescaled
            llama   | rope_scaling            | 2                                      | rope_scaling must be an object, got 2
            llama   | rope_parameters         | {"rope_type": "yarn"}                  | rope_parameters={"rope_type":"yarn"}
            llama   | quantization_config     | {"bits": 4}                            | quantization_config={"bits":4}
            llama   | hidden_act              | "mish"                                 | hidden_act: act_fn='mish' is not supported
            llama   | hidden_act              | "solu_ln"                              | hidden_act="solu_ln" is not supported
            llama   | num_hidden_layers       | 2000000000                             | no model here has more than 4096
            llama   | num_attention_heads     | 0                                      | must be a whole number from 1 on, got 0
            llama   | hidden_size             | "big"                                  | hidden_size must be a whole number from 1 on
            llama   | hidden_size             | null                                   | lacks hidden_size
            llama   | num_key_value_heads     | 3                                      | n_heads=4 and n_key_value_heads=3 disagree
            llama   | rms_norm_eps            | "small"                                | rms_norm_eps must be a number
            llama   | attention_bias          | 1                                      | attention_bias must be true or false
            pythia  | rotary_pct              | 0.25                                   | rotary_dim must be even
            gemma2  | layer_types             | ["full_attention"]                     | one entry for each of the 3 layers
            gemma2  | layer_types             | ["chunked_attention"]                  | must be full_attention or sliding_attention
            gpt-neo | attention_layers        | ["global", "global", "global"]         | disagrees with attention_types
            gpt-neo | attention_types         | [[["global"], 1000000000]]             | attention_layers
            gpt-neo | attention_layers        | ["global", "far", "local"]             | each layer must be global or local
            opt     | do_layer_norm_before    | false                                  | do_layer_norm_before=false is not supported
            opt     | _remove_final_layer_norm | true                                  | _remove_final_layer_norm=true is not supported
            opt     | word_embed_proj_dim     | 20                                     | it must equal hidden_size=36
            """)
    void unsupported(String name, String field, String value, String why) throws IOException {
        var model = Tampered.model(root, name);
        model.says(field, value);
        refuses(model.folder(), "config.json'", why);
    }

    @Test
    @DisplayName("a tensor that is missing, and one that is too much, are both named")
    void renamed() throws IOException {
        var model = Tampered.model(root, "gpt2");
        model.weightsSay("h.1.ln_2.bias", "h.1.ln_9.bias");
        refuses(
                model.folder(),
                "no tensor 'h.1.ln_2.bias', expected (36)",
                "'h.1.ln_9.bias' belongs to no gpt2 model",
                "Are both from one model?");
    }

    @Test
    @DisplayName("whole numbers where weights should be are refused")
    void integers() throws IOException {
        var model = Tampered.model(root, "llama");
        model.weightsSay("\"F32\"", "\"I32\"");
        refuses(model.folder(), "is of type int32, expected floating-point numbers");
    }

    @Test
    @DisplayName("a copy of the embedding that is no copy is refused, with the field that would allow it")
    void noCopy() throws IOException {
        var model = Tampered.model(root, "gpt-neo");
        model.lastNumberChanges();
        refuses(model.folder(), "'lm_head.weight' differs from 'transformer.wte.weight'", "tie_word_embeddings=false");
        model.says("tie_word_embeddings", "false");
        assertThat(config(model.folder()).tieWordEmbeddings()).isFalse();
    }

    @Test
    @DisplayName("a missing shard is named")
    void missingShard() throws IOException {
        var model = Tampered.model(root, "llama-sharded");
        Files.delete(model.file("model-00002-of-00003.safetensors"));
        refuses(model.folder(), "model-00002-of-00003.safetensors", "missing");
    }

    @Test
    @DisplayName("a folder without weights says which files it looked for")
    void withoutWeights() throws IOException {
        var model = Tampered.model(root, "llama");
        Files.delete(model.file("model.safetensors"));
        refuses(model.folder(), model.folder().toString(), "model.safetensors.index.json, model.safetensors");
    }

    @Test
    @DisplayName("files may be links to where a cache keeps them")
    void links() throws IOException {
        var model = Tampered.model(root, "llama");
        Path snapshot = Files.createDirectories(root.resolve("snapshots/main"));
        for (String name : new String[] {"config.json", "model.safetensors"}) {
            Files.createSymbolicLink(snapshot.resolve(name), model.file(name));
        }
        assertThat(config(snapshot)).isEqualTo(config(model.folder()));
    }

    @Test
    @DisplayName("a scaling that scales nothing is no scaling")
    void defaultScaling() throws IOException {
        var model = Tampered.model(root, "llama");
        model.says("rope_scaling", "{\"rope_type\": \"default\"}");
        assertThat(config(model.folder()).nLayers()).isEqualTo(3);
    }

    @Test
    @DisplayName("layers that a newer config names one by one are the local ones")
    void namedLayers() throws IOException {
        var model = Tampered.model(root, "gemma2");
        model.says("layer_types", "[\"full_attention\", \"sliding_attention\", \"full_attention\"]");
        assertThat(config(model.folder()).attention().local().orElseThrow().layers())
                .containsExactly(false, true, false);
    }

    @Test
    @DisplayName("where a config says nothing of them, Gemma 2 has its caps and Mistral its window")
    void silence() throws IOException {
        var gemma = Tampered.model(root, "gemma2");
        gemma.saysNothingOf("attn_logit_softcapping");
        gemma.saysNothingOf("final_logit_softcapping");
        assertThat(config(gemma.folder()).outputLogitsSoftCap()).hasValue(30);
        assertThat(config(gemma.folder()).attention().scoresSoftCap()).hasValue(50);
        var mistral = new Tampered(root.resolve("mistral"));
        mistral.saysNothingOf("sliding_window");
        assertThat(config(mistral.folder()).attention().windowOf(2)).hasValue(4096);
    }

    @Test
    @DisplayName("a load that fails leaves no tensor behind")
    void leavesNothing() throws IOException {
        var model = Tampered.model(root, "gpt-neo");
        model.lastNumberChanges();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> PretrainedFolder.load(model.folder(), DataType.FLOAT32, manager));
            assertThat(manager.getManagedArrays()).isEmpty();
        }
    }
}
