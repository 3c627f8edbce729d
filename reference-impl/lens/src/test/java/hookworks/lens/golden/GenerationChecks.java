package hookworks.lens.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.generation.GenerationRequest;

/** Greedy generation with and without a key-value cache, and the inputs that were recorded for the course. */
final class GenerationChecks {
    private static final int PROMPT = 5;

    private GenerationChecks() {}

    static void check(GoldenCase golden) {
        NDArray recorded = golden.read("generate/greedy");
        NDArray prompt = golden.given("tokens").get(new NDIndex("0:1, :{}", PROMPT));
        var request = GenerationRequest.greedy((int) recorded.getShape().get(1) - PROMPT);
        golden.compare("generate/greedy", golden.model().generate(prompt, request));
        golden.compare("generate/greedy", golden.model().generate(prompt, request.withoutKeyValueCache()));
        repeated(golden.given("repeated/tokens"));
    }

    /** A first token, then a block twice. */
    private static void repeated(NDArray tokens) {
        long block = (tokens.getShape().get(1) - 1) / 2;
        assertThat(tokens.get(new NDIndex(":, 1:{}", block + 1)).toLongArray())
                .isEqualTo(tokens.get(new NDIndex(":, {}:", block + 1)).toLongArray());
    }
}
