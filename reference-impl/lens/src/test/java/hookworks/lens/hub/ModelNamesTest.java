package hookworks.lens.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hookworks.lens.hub.HubException.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("the name of a model")
class ModelNamesTest {
    @ParameterizedTest
    @DisplayName("stands for a repository of the hub")
    @CsvSource({
        "gpt2, openai-community/gpt2",
        "gpt2-small, openai-community/gpt2",
        "GPT2-XL, openai-community/gpt2-xl",
        "distilgpt2, distilbert/distilgpt2",
        "pythia-14m, EleutherAI/pythia-14m",
        "pythia-1.4b-deduped, EleutherAI/pythia-1.4b-deduped",
        "gpt-neo-1.3B, EleutherAI/gpt-neo-1.3B",
        "opt-125m, facebook/opt-125m",
        "qwen2-0.5b-instruct, Qwen/Qwen2-0.5B-Instruct",
        "gemma-2-2b, google/gemma-2-2b",
        "mistral-7b, mistralai/Mistral-7B-v0.1",
        "attn-only-2l-demo, NeelNanda/Attn-Only-2L512W-Shortformer-6B-big-lr",
        "ada/tiny, ada/tiny"
    })
    void resolves(String name, String repo) {
        assertThat(ModelNames.repoOf(name)).isEqualTo(repo);
    }

    @Test
    @DisplayName("always stands for one that can be asked for")
    void allAreRepositories() {
        assertThat(ModelNames.known()).hasSizeGreaterThan(50).allSatisfy((name, repo) -> {
            assertThat(RepoId.parse(repo)).hasToString(repo);
            assertThat(ModelNames.repoOf(name)).isEqualTo(repo);
        });
    }

    @Test
    @DisplayName("that is mistyped is answered by the nearest, any other by all")
    void unknown() {
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> ModelNames.repoOf("gpt2-smal"))
                .withMessageContaining("no model is called 'gpt2-smal'\nnear it are [gpt2-small, ")
                .extracting(HubException::kind)
                .isEqualTo(Kind.BAD_NAME);
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> ModelNames.repoOf("zz"))
                .withMessageContaining("pythia-70m");
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> ModelNames.repoOf("a/b/c"))
                .withMessageContaining("cannot be a repository");
    }
}
