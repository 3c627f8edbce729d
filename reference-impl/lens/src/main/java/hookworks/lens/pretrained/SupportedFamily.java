package hookworks.lens.pretrained;

import hookworks.lens.pretrained.gemma.Gemma;
import hookworks.lens.pretrained.gemma.Gemma2;
import hookworks.lens.pretrained.gpt2.Gpt2;
import hookworks.lens.pretrained.gptneo.GptNeo;
import hookworks.lens.pretrained.gptneox.GptNeox;
import hookworks.lens.pretrained.layout.Family;
import hookworks.lens.pretrained.layout.HuggingFaceConfig;
import hookworks.lens.pretrained.llama.Llama;
import hookworks.lens.pretrained.mistral.Mistral;
import hookworks.lens.pretrained.opt.Opt;
import hookworks.lens.pretrained.qwen2.Qwen2;
import java.util.List;
import java.util.stream.Collectors;

/** A family that can be loaded, under the {@code model_type} of its configs; there are no others than these. */
record SupportedFamily(String modelType, Family family) {
    private static final String FIELD = "model_type";

    private static final List<SupportedFamily> ALL = List.of(
            new SupportedFamily("gpt2", new Gpt2()),
            new SupportedFamily("gpt_neo", new GptNeo()),
            new SupportedFamily("gpt_neox", new GptNeox()),
            new SupportedFamily("llama", new Llama()),
            new SupportedFamily("mistral", new Mistral()),
            new SupportedFamily("qwen2", new Qwen2()),
            new SupportedFamily("gemma", new Gemma()),
            new SupportedFamily("gemma2", new Gemma2()),
            new SupportedFamily("opt", new Opt()));

    /**
     * The family of a config.
     *
     * @throws hookworks.lens.weights.WeightsException naming all that are supported
     */
    static SupportedFamily of(HuggingFaceConfig config) {
        String type = config.text(FIELD);
        return ALL.stream()
                .filter(supported -> supported.modelType().equals(type))
                .findFirst()
                .orElseThrow(() -> config.unsupported(FIELD, "these are: " + names()));
    }

    private static String names() {
        return ALL.stream().map(SupportedFamily::modelType).collect(Collectors.joining(", "));
    }
}
