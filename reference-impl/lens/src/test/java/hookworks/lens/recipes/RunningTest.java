package hookworks.lens.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.generation.GenerationRequest;
import hookworks.lens.generation.Sampling;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookName;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A recipe for running a model")
class RunningTest extends Kitchen {
    @Test
    @DisplayName("loads it, and asks it for logits")
    void loads() {
        // recipe 1: Load a model, and ask it for logits
        try (var model = HookedTransformer.bundled(Device.cpu());
                NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray tokens = model.texts().toTokens("The people of the United", manager); // [1, pos]
            NDArray logits = model.forward(tokens); // [1, pos, d_vocab]
            long likeliest = logits.get(0, -1).argMax().getLong();
            out.println(model.texts().toStrTokens(tokens) + " as " + tokens.getShape());
            out.println(logits.getShape() + ", then '" + model.texts().toSingleStrToken(likeliest) + "'");
        }
        // end of the recipe
        assertPrintsAsDocumented(1);
    }

    @Test
    @DisplayName("measures how badly it predicts each token")
    void judges() {
        // recipe 2: Measure the loss of each token
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray tokens = model.texts().toTokens("Captain Ahab and Captain Ahab", manager);
            List<String> words = model.texts().toStrTokens(tokens);
            float[] nats = model.lossPerToken(tokens).toFloatArray(); // place p judges token p + 1
            for (int place = 0; place < nats.length; place++) {
                out.printf("%-7s %5.2f%n", words.get(place + 1), nats[place]);
            }
        }
        // end of the recipe
        assertPrintsAsDocumented(2);
        List<Double> nats = decimals();
        assertThat(nats).hasSize(9);
        assertThat(nats.get(3)).as("'Ahab' at first").isGreaterThan(5 * nats.getLast());
    }

    @Test
    @DisplayName("reads an attention pattern")
    void reads() {
        // recipe 3: Read an attention pattern
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray tokens = model.texts().toTokens("The people of the United States", manager);
            List<String> words = model.texts().toStrTokens(tokens);
            try (CachedRun run = model.runWithCache(tokens)) {
                NDArray head = run.cache().get("pattern", 0).get(0, 0); // [query, key] of head 0.0
                long[] keys = head.argMax(1).toLongArray();
                for (int query = 1; query < keys.length; query++) {
                    float share = head.getFloat(query, keys[query]);
                    out.printf("%s -> %s %.2f%n", words.get(query), words.get((int) keys[query]), share);
                }
            }
        }
        // end of the recipe
        assertPrintsAsDocumented(3);
        assertThat(decimals()).hasSize(7).allMatch(share -> share > 0.9);
    }

    @Test
    @DisplayName("caches part of a run, and stops it early")
    void stops() {
        // recipe 4: Cache part of a run, and stop it early
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray tokens = model.texts().toTokens("The people of the United States", manager);
            HookFilter wanted = HookFilter.names(HookName.pattern(0), HookName.z(0));
            try (CachedRun run = model.runWithCache(tokens, wanted, 1)) { // layer 1 does not run
                out.println(run.cache().names());
                out.println(run.cache().get("z", 0).getShape()); // [batch, pos, head, d_head]
                out.println(run.logits().getShape()); // no logits, but the stream there, [batch, pos, d_model]
            }
        }
        // end of the recipe
        assertPrintsAsDocumented(4);
    }

    @Test
    @DisplayName("lets a text go on")
    void goesOn() {
        // recipe 13: Let a text go on
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray prompt = model.texts().toTokens("Captain Ahab saw the", manager);
            var request = GenerationRequest.sampling(
                    16, Sampling.plain(7).withTemperature(0.8).withTopK(20));
            NDArray text = model.generate(prompt, request); // [1, pos + 16], the prompt first
            NDArray again = model.generate(prompt, request.withoutKeyValueCache());
            out.println(model.texts().toString(text));
            out.println("the same without the cache: " + text.contentEquals(again));
            out.println(model.texts().toString(model.generate(prompt, GenerationRequest.greedy(8))));
        }
        // end of the recipe
        assertPrintsAsDocumented(13);
    }
}
