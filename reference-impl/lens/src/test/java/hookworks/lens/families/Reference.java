package hookworks.lens.families;

import java.nio.file.Path;
import java.util.List;

/**
 * A forward pass of every family in double precision and plain loops, straight from a folder in Hugging Face layout.
 * It shares no code with the library that it judges.
 */
public final class Reference {
    private Reference() {}

    /** {@code [pos][vocab]}. */
    public static double[][] logits(Path folder, int[] tokens) {
        return trace(Checkpoint.read(folder), tokens).logits();
    }

    /** The residual stream {@code [pos][d_model]} before the first block and after each. */
    public static List<double[][]> residuals(Path folder, int[] tokens) {
        return trace(Checkpoint.read(folder), tokens).residuals();
    }

    static Trace trace(Checkpoint checkpoint, int[] tokens) {
        return new Trace(decoder(checkpoint), tokens);
    }

    private static Decoder decoder(Checkpoint checkpoint) {
        String family = checkpoint.config().required("model_type").asText();
        return switch (family) {
            case "gpt2" -> new Gpt2Decoder(checkpoint);
            case "gpt_neo" -> new GptNeoDecoder(checkpoint);
            case "gpt_neox" -> new GptNeoxDecoder(checkpoint);
            case "llama", "mistral", "qwen2" -> new LlamaDecoder(checkpoint);
            case "gemma" -> new GemmaDecoder(checkpoint);
            case "gemma2" -> new Gemma2Decoder(checkpoint);
            case "opt" -> new OptDecoder(checkpoint);
            default -> throw new IllegalArgumentException("no family '%s'".formatted(family));
        };
    }
}
