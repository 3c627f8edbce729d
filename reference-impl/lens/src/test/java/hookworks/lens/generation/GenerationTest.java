package hookworks.lens.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.Architectures;
import hookworks.lens.HookedTransformer;
import hookworks.lens.forward.ModelInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Generation")
class GenerationTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final HookedTransformer model = Architectures.GROUPED_ROTARY.load();
    private final NDArray prompt = Architectures.tokens(manager, 2, 6);

    @AfterEach
    void close() {
        manager.close();
        model.close();
    }

    @Test
    @DisplayName("gives the prompt, then new tokens, and leaves nothing else behind")
    void shape() {
        NDArray text = model.generate(prompt, GenerationRequest.greedy(4));
        assertThat(text.getShape().getShape()).containsExactly(2, 10);
        assertThat(text.get(new NDIndex(":, 0:6")).toLongArray()).isEqualTo(prompt.toLongArray());
        assertThat(model.generate(prompt, GenerationRequest.greedy(0)).toLongArray())
                .isEqualTo(prompt.toLongArray());
    }

    @Test
    @DisplayName("draws the same with and without the key-value cache, and the same again from the same seed")
    void sameEitherWay() {
        var request = GenerationRequest.sampling(12, Sampling.plain(11).withTopK(9));
        long[] text = model.generate(prompt, request).toLongArray();
        assertThat(model.generate(prompt, request).toLongArray()).isEqualTo(text);
        assertThat(model.generate(prompt, request.withoutKeyValueCache()).toLongArray())
                .isEqualTo(text);
        assertThat(model.generate(prompt, GenerationRequest.sampling(12, Sampling.plain(12)))
                        .toLongArray())
                .isNotEqualTo(text);
    }

    @Test
    @DisplayName("tells each step's tokens as they come")
    void streams() {
        List<long[]> steps = new ArrayList<>();
        NDArray text = model.generate(ModelInput.of(prompt), GenerationRequest.greedy(3), steps::add);
        assertThat(steps).hasSize(3);
        for (int step = 0; step < 3; step++) {
            assertThat(steps.get(step))
                    .isEqualTo(text.get(new NDIndex(":, {}", 6 + step)).toLongArray());
        }
    }

    @Test
    @DisplayName("ends a text at a stop token, fills it, and stops when all have ended")
    void stops() {
        long[][] free = rows(model.generate(prompt, GenerationRequest.greedy(8)));
        long first = free[0][7];
        NDArray text = model.generate(prompt, GenerationRequest.greedy(8).stoppingAt(Set.of(first), 36));
        long[][] stopped = rows(text);
        int end = 6;
        while (stopped[0][end] != first) {
            assertThat(stopped[0][end]).isEqualTo(free[0][end]);
            end++;
        }
        for (int after = end + 1; after < stopped[0].length; after++) {
            assertThat(stopped[0][after]).isEqualTo(36);
        }
        long[] ofBoth = {free[0][6], free[1][6]};
        NDArray atOnce =
                model.generate(prompt, GenerationRequest.greedy(8).stoppingAt(Set.of(ofBoth[0], ofBoth[1]), 36));
        assertThat(atOnce.getShape().get(1)).isEqualTo(7);
    }

    private static long[][] rows(NDArray table) {
        return new long[][] {table.get(0).toLongArray(), table.get(1).toLongArray()};
    }

    @Test
    @DisplayName("refuses more tokens than the model has room for, and says how many it has")
    void room() {
        assertThat(model.generate(prompt, GenerationRequest.greedy(27))
                        .getShape()
                        .get(1))
                .isEqualTo(33);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.generate(prompt, GenerationRequest.greedy(28)))
                .withMessageContaining("need 33 positions, but the model has n_ctx=32: ask for at most 27");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.generate(prompt.get(0), GenerationRequest.greedy(1)))
                .withMessageContaining("[batch, pos]");
    }
}
