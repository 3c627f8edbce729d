package hookworks.lens.families;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamiliesTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("the same seed writes the same bytes, and another seed other ones")
    void seeded() throws IOException {
        List<FamilyCase> once = Families.writeAll(folder.resolve("once"), 7);
        List<FamilyCase> twice = Families.writeAll(folder.resolve("twice"), 7);
        List<FamilyCase> other = Families.writeAll(folder.resolve("other"), 8);
        assertThat(once).hasSizeGreaterThan(20);
        for (int each = 0; each < once.size(); each++) {
            assertThat(weights(once.get(each)))
                    .as(once.get(each).name())
                    .isEqualTo(weights(twice.get(each)))
                    .isNotEqualTo(weights(other.get(each)));
        }
    }

    private static byte[] weights(FamilyCase model) throws IOException {
        Path whole = model.folder().resolve("model.safetensors");
        Path first = model.folder().resolve("model-00001-of-00003.safetensors");
        return Files.readAllBytes(Files.exists(whole) ? whole : first);
    }

    @ParameterizedTest
    @DisplayName("tensors have the names and orientations of the family's real checkpoints")
    @CsvSource(delimiter = '|', textBlock = """
            gpt2                   | h.1.attn.c_attn.weight                                   | 36 108
            gpt2                   | h.1.mlp.c_fc.weight                                      | 36 144
            gpt2                   | h.0.attn.bias                                            | 1 1 32 32
            gpt2-scaled-by-layer   | transformer.h.1.mlp.c_proj.weight                        | 50 36
            gpt-neo                | transformer.h.2.mlp.c_fc.weight                          | 112 28
            gpt-neo                | transformer.h.2.attn.attention.out_proj.bias             | 28
            gpt-neo                | transformer.h.0.attn.attention.masked_bias               | ''
            pythia                 | gpt_neox.layers.1.attention.query_key_value.weight       | 144 48
            pythia                 | gpt_neox.layers.1.attention.rotary_emb.inv_freq          | 2
            pythia                 | embed_out.weight                                         | 61 48
            llama                  | model.layers.2.self_attn.q_proj.weight                   | 40 36
            llama                  | model.layers.2.self_attn.k_proj.weight                   | 20 36
            llama                  | model.layers.2.self_attn.o_proj.weight                   | 36 40
            llama                  | model.layers.2.mlp.down_proj.weight                      | 36 54
            llama                  | lm_head.weight                                           | 61 36
            llama-biased           | model.layers.0.self_attn.o_proj.bias                     | 36
            llama-biased           | model.layers.0.mlp.gate_proj.bias                        | 54
            llama-ungrouped        | model.layers.0.self_attn.v_proj.weight                   | 40 40
            mistral                | model.layers.0.self_attn.v_proj.weight                   | 16 48
            mistral-without-window | model.layers.0.self_attn.o_proj.weight                   | 48 60
            qwen2                  | model.layers.0.self_attn.k_proj.bias                     | 20
            gemma                  | model.layers.1.self_attn.k_proj.weight                   | 14 36
            gemma2                 | model.layers.1.pre_feedforward_layernorm.weight          | 36
            opt                    | model.decoder.embed_positions.weight                     | 34 36
            opt                    | model.decoder.layers.1.fc1.weight                        | 54 36
            opt-bare               | decoder.layers.1.self_attn.out_proj.bias                 | 36
            """)
    void layouts(String name, String tensor, String shape) {
        List<Integer> sizes = Arrays.stream(shape.split(" "))
                .filter(size -> !size.isEmpty())
                .map(Integer::valueOf)
                .toList();
        assertThat(Families.recipe(name).draw(7).tensor(tensor).shape()).isEqualTo(sizes);
    }

    @ParameterizedTest
    @DisplayName("what the family's real checkpoints lack is not there")
    @CsvSource({
        "gpt2, lm_head.weight",
        "gpt-neo, transformer.h.0.attn.attention.q_proj.bias",
        "gpt-neo, transformer.h.0.attn.attention.v_proj.bias",
        "llama, model.layers.0.self_attn.q_proj.bias",
        "llama-tied, lm_head.weight",
        "mistral, model.layers.0.self_attn.q_proj.bias",
        "qwen2, model.layers.0.self_attn.o_proj.bias",
        "qwen2, lm_head.weight",
        "gemma, lm_head.weight",
        "gemma2, lm_head.weight",
    })
    void lacks(String name, String tensor) {
        assertThat(Families.recipe(name).draw(7).has(tensor)).isFalse();
    }

    @ParameterizedTest
    @DisplayName("a model that was written reads back as its dtype kept it")
    @CsvSource({
        "llama, model.norm.weight, F32, 1e-7",
        "pythia, embed_out.weight, F16, 1e-3",
        "gemma, model.norm.weight, BF16, 1e-2",
        "gpt-neo, transformer.h.0.attn.attention.bias, U8, 0"
    })
    void roundTrip(String name, String tensor, Dtype dtype, double relative) {
        Checkpoint drawn = Families.recipe(name).draw(7);
        drawn.write(folder);
        Tensor read = Checkpoint.read(folder).tensor(tensor);
        assertThat(read.dtype()).isEqualTo(dtype);
        assertThat(read.shape()).isEqualTo(drawn.tensor(tensor).shape());
        for (int cell = 0; cell < read.size(); cell++) {
            double value = drawn.tensor(tensor).value(cell);
            assertThat(Math.abs(read.value(cell) - value)).isLessThanOrEqualTo(relative * Math.abs(value) + 1e-7);
        }
    }

    @Test
    @DisplayName("a sharded model's index names the shard of every tensor, and the shards are the whole")
    void sharded() throws IOException {
        Families.recipe("llama").draw(7).write(folder.resolve("whole"));
        Families.recipe("llama").draw(7).writeSharded(folder.resolve("shards"), 3);
        assertThat(folder.resolve("shards/model.safetensors")).doesNotExist();
        JsonNode index = new JsonMapper()
                .readTree(folder.resolve("shards/model.safetensors.index.json").toFile());
        Checkpoint whole = Checkpoint.read(folder.resolve("whole"));
        assertThat(index.required("weight_map").size())
                .isEqualTo(whole.tensors().size());
        for (String name : whole.tensors().keySet()) {
            Path shard = folder.resolve("shards")
                    .resolve(index.required("weight_map").required(name).asText());
            assertThat(SafetensorsBytes.decode(Files.readAllBytes(shard))).containsKey(name);
        }
        int[] tokens = {3, 1, 4, 1, 5};
        assertThat(Reference.logits(folder.resolve("shards"), tokens))
                .isDeepEqualTo(Reference.logits(folder.resolve("whole"), tokens));
    }
}
