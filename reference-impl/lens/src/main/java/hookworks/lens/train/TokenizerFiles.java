package hookworks.lens.train;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hookworks.lens.train.BytePairs.Merge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a vocabulary as the two files that Hugging Face tokenizers are read from. */
final class TokenizerFiles {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TokenizerFiles() {}

    static void write(BytePairs pairs, int longest, Path folder) {
        try {
            Files.writeString(folder.resolve("tokenizer.json"), tokenizer(pairs), StandardCharsets.UTF_8);
            Files.writeString(folder.resolve("tokenizer_config.json"), config(longest), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TrainingException("cannot write the tokenizer into '%s': %s".formatted(folder, e), e);
        }
    }

    private static String tokenizer(BytePairs pairs) {
        ObjectNode root = JSON.createObjectNode()
                .put("version", "1.0")
                .putNull("truncation")
                .putNull("padding");
        root.putArray("added_tokens")
                .addObject()
                .put("id", pairs.special())
                .put("content", BytePairs.SPECIAL)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true);
        root.putNull("normalizer");
        byteLevel(root.putObject("pre_tokenizer"));
        byteLevel(root.putObject("post_processor"));
        byteLevel(root.putObject("decoder"));
        model(root.putObject("model"), pairs);
        return root.toPrettyString() + "\n";
    }

    private static void byteLevel(ObjectNode node) {
        node.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
    }

    private static void model(ObjectNode node, BytePairs pairs) {
        node.put("type", "BPE")
                .putNull("dropout")
                .putNull("unk_token")
                .putNull("continuing_subword_prefix")
                .putNull("end_of_word_suffix")
                .put("fuse_unk", false)
                .put("byte_fallback", false)
                .put("ignore_merges", false);
        ObjectNode vocabulary = node.putObject("vocab");
        for (int id = 0; id < pairs.special(); id++) {
            vocabulary.put(spelled(pairs, id), id);
        }
        vocabulary.put(BytePairs.SPECIAL, pairs.special());
        ArrayNode merges = node.putArray("merges");
        for (Merge merge : pairs.merges()) {
            merges.add(spelled(pairs, merge.left()) + " " + spelled(pairs, merge.right()));
        }
    }

    private static String spelled(BytePairs pairs, int id) {
        return ByteAlphabet.spell(pairs.spelling(id));
    }

    private static String config(int longest) {
        return JSON.createObjectNode()
                        .put("tokenizer_class", "GPT2TokenizerFast")
                        .put("bos_token", BytePairs.SPECIAL)
                        .put("eos_token", BytePairs.SPECIAL)
                        .put("pad_token", BytePairs.SPECIAL)
                        .put("unk_token", BytePairs.SPECIAL)
                        .put("add_bos_token", false)
                        .put("add_prefix_space", false)
                        .put("clean_up_tokenization_spaces", false)
                        .put("model_max_length", longest)
                        .toPrettyString()
                + "\n";
    }
}
