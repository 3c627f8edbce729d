package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import hookworks.lens.spelling.Nearest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The names that the course and TransformerLens use for models, and the repositories of the hub they stand for. */
public final class ModelNames {
    private static final int SUGGESTIONS = 3;
    private static final List<String> PYTHIA = List.of("70m", "160m", "410m", "1b", "1.4b", "2.8b", "6.9b", "12b");
    private static final SortedMap<String, String> REPOSITORIES = repositories();

    private ModelNames() {}

    /**
     * Finds the repository of a model. Case does not matter in a short name.
     *
     * @param name a short name such as {@code gpt2-small}, or {@code org/name}, which stands for itself
     * @throws HubException where it is neither, with the nearest names
     */
    public static String repoOf(String name) {
        if (name.contains("/")) {
            return RepoId.parse(name).toString();
        }
        String repo = REPOSITORIES.get(name.toLowerCase(Locale.ROOT));
        if (repo == null) {
            throw unknown(name);
        }
        return repo;
    }

    /** Every short name with its repository, sorted; unmodifiable. */
    public static SortedMap<String, String> known() {
        return REPOSITORIES;
    }

    private static HubException unknown(String name) {
        List<String> near = Nearest.among(name.toLowerCase(Locale.ROOT), REPOSITORIES.keySet(), SUGGESTIONS);
        String hint = near.isEmpty() ? "known names are " + REPOSITORIES.keySet() : "near it are " + near;
        return new HubException(
                Kind.BAD_NAME,
                "no model is called '%s'\n%s\nuse one of them, or name a repository of the hub as 'organisation/name'"
                        .formatted(Printable.of(name), hint));
    }

    private static SortedMap<String, String> repositories() {
        var names = new TreeMap<String, String>();
        names.put("gpt2", "openai-community/gpt2");
        names.put("gpt2-small", "openai-community/gpt2");
        names.put("distilgpt2", "distilbert/distilgpt2");
        sizes(names, "gpt2-", "openai-community/gpt2-", List.of("medium", "large", "xl"));
        sizes(names, "pythia-", "EleutherAI/pythia-", List.of("14m", "31m"));
        sizes(names, "pythia-", "EleutherAI/pythia-", PYTHIA);
        sizes(
                names,
                "pythia-",
                "EleutherAI/pythia-",
                PYTHIA.stream().map(size -> size + "-deduped").toList());
        sizes(names, "gpt-neo-", "EleutherAI/gpt-neo-", List.of("125m", "1.3B", "2.7B"));
        sizes(names, "opt-", "facebook/opt-", List.of("125m", "1.3b", "2.7b", "6.7b"));
        sizes(names, "tiny-stories-", "roneneldan/TinyStories-", List.of("1M", "3M", "8M", "28M", "33M"));
        sizes(names, "qwen2-", "Qwen/Qwen2-", instructed(List.of("0.5B", "1.5B", "7B"), "-Instruct"));
        sizes(names, "gemma-", "google/gemma-", instructed(List.of("2b", "7b"), "-it"));
        sizes(names, "gemma-2-", "google/gemma-2-", instructed(List.of("2b", "9b", "27b"), "-it"));
        putLlamaAndMistral(names);
        putTransformerLens(names);
        return Collections.unmodifiableSortedMap(names);
    }

    /** These two families' repositories do not follow from their names. */
    private static void putLlamaAndMistral(SortedMap<String, String> names) {
        names.put("llama-2-7b", "meta-llama/Llama-2-7b-hf");
        names.put("llama-2-7b-chat", "meta-llama/Llama-2-7b-chat-hf");
        names.put("llama-2-13b", "meta-llama/Llama-2-13b-hf");
        names.put("llama-2-13b-chat", "meta-llama/Llama-2-13b-chat-hf");
        names.put("llama-3-8b", "meta-llama/Meta-Llama-3-8B");
        names.put("llama-3-8b-instruct", "meta-llama/Meta-Llama-3-8B-Instruct");
        names.put("llama-3.2-1b", "meta-llama/Llama-3.2-1B");
        names.put("llama-3.2-1b-instruct", "meta-llama/Llama-3.2-1B-Instruct");
        names.put("llama-3.2-3b", "meta-llama/Llama-3.2-3B");
        names.put("mistral-7b", "mistralai/Mistral-7B-v0.1");
        names.put("mistral-7b-instruct", "mistralai/Mistral-7B-Instruct-v0.1");
    }

    /** TransformerLens's own small models, whose repositories hold its state dicts instead of safetensors. */
    private static void putTransformerLens(SortedMap<String, String> names) {
        names.put("attn-only-2l-demo", "NeelNanda/Attn-Only-2L512W-Shortformer-6B-big-lr");
        for (int layers = 1; layers <= 4; layers++) {
            names.put("attn-only-%dl".formatted(layers), "NeelNanda/Attn_Only_%dL512W_C4_Code".formatted(layers));
            names.put("gelu-%dl".formatted(layers), "NeelNanda/GELU_%dL512W_C4_Code".formatted(layers));
            names.put("solu-%dl".formatted(layers), "NeelNanda/SoLU_%dL512W_C4_Code".formatted(layers));
        }
    }

    private static List<String> instructed(List<String> sizes, String suffix) {
        return sizes.stream()
                .flatMap(size -> List.of(size, size + suffix).stream())
                .toList();
    }

    private static void sizes(SortedMap<String, String> names, String prefix, String repoPrefix, List<String> sizes) {
        for (String size : sizes) {
            names.put(prefix + size.toLowerCase(Locale.ROOT), repoPrefix + size);
        }
    }
}
