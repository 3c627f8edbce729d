package hookworks.lens.axes;

import static hookworks.lens.axes.Eindex.eindex;
import static hookworks.lens.axes.Einsum.einsum;
import static hookworks.lens.axes.Rearrange.rearrange;
import static hookworks.lens.axes.Reduce.reduce;
import static hookworks.lens.axes.Reduction.MAX;
import static hookworks.lens.axes.Reduction.MEAN;
import static hookworks.lens.axes.Repeat.repeat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The examples of the documentation")
class ExamplesTest {
    private static final Path FOLDER = Path.of("java", "hookworks", "lens", "axes");
    private static final Pattern SNIPPET = Pattern.compile("\\{@snippet :(.*?)\\n \\* }\\n", Pattern.DOTALL);

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray normal(long... shape) {
        return manager.randomNormal(new Shape(shape));
    }

    @ParameterizedTest(name = "of {0}")
    @ValueSource(strings = {"Einsum", "Rearrange", "Repeat", "Reduce", "Eindex", "Axes"})
    @DisplayName("are run here, letter for letter")
    void areRun(String type) throws IOException {
        String source = Files.readString(Path.of("src", "main").resolve(FOLDER).resolve(type + ".java"));
        String here = Files.readString(Path.of("src", "test").resolve(FOLDER).resolve("ExamplesTest.java"));
        var snippet = SNIPPET.matcher(source);
        assertThat(snippet.find()).as("%s has an example", type).isTrue();
        String example = snippet.group(1).replace("\n * ", "\n");
        assertThat(withoutSpaces(here)).contains(withoutSpaces(example));
    }

    private static String withoutSpaces(String code) {
        return code.replaceAll("\\s", "");
    }

    @Test
    @DisplayName("multiply")
    void products() {
        NDArray q = normal(2, 5, 8, 4);
        NDArray k = normal(2, 6, 8, 4);
        NDArray resid = normal(2, 5, 16);
        NDArray wU = normal(16, 30);
        NDArray square = normal(3, 3);

        NDArray scores = einsum("batch query head d_head, batch key head d_head -> batch head query key", q, k);
        NDArray logits = einsum("... d_model, d_model d_vocab -> ... d_vocab", resid, wU);
        NDArray trace = einsum("row row ->", square);

        assertThat(scores.getShape()).isEqualTo(new Shape(2, 8, 5, 6));
        assertThat(logits).isEqualTo(resid.matMul(wU));
        assertThat(trace.getShape()).isEqualTo(new Shape());
    }

    @Test
    @DisplayName("rearrange")
    void rearranged() {
        NDArray flat = normal(2, 5, 32);

        NDArray perHead = rearrange(flat, "batch pos (head d_head) -> batch head pos d_head", Map.of("head", 8));
        NDArray back = rearrange(perHead, "batch head pos d_head -> batch pos (head d_head)");
        NDArray rows = rearrange(perHead, "... d_head -> (...) d_head");

        assertThat(perHead.getShape()).isEqualTo(new Shape(2, 8, 5, 4));
        assertThat(back).isEqualTo(flat);
        assertThat(rows.getShape()).isEqualTo(new Shape(80, 4));
    }

    @Test
    @DisplayName("repeat")
    void repeated() {
        NDArray prompt = manager.create(new long[] {3, 1});

        NDArray prompts = repeat(prompt, "pos -> batch pos", Map.of("batch", 4));
        NDArray twice = repeat(prompts, "batch pos -> batch (2 pos)");
        NDArray stretched = repeat(prompts, "batch pos -> batch (pos times)", Map.of("times", 3));

        assertThat(prompts.getShape()).isEqualTo(new Shape(4, 2));
        assertThat(twice.get(0).toLongArray()).containsExactly(3, 1, 3, 1);
        assertThat(stretched.get(0).toLongArray()).containsExactly(3, 3, 3, 1, 1, 1);
    }

    @Test
    @DisplayName("reduce")
    void reduced() {
        NDArray pattern = normal(2, 8, 5, 6);
        NDArray resid = normal(2, 6, 16);

        NDArray perHead = reduce(pattern, "batch head query key -> head", MEAN);
        NDArray centre = reduce(resid, "batch pos d_model -> batch pos 1", MEAN);
        NDArray pooled = reduce(resid, "batch (block 2) d_model -> batch block d_model", MAX);

        assertThat(perHead.getShape()).isEqualTo(new Shape(8));
        assertThat(resid.sub(centre).getShape()).isEqualTo(new Shape(2, 6, 16));
        assertThat(pooled.getShape()).isEqualTo(new Shape(2, 3, 16));
    }

    @Test
    @DisplayName("look up")
    void lookedUp() {
        NDArray logProbs = normal(2, 5, 30);
        NDArray wU = normal(16, 30);
        NDArray tokens = manager.arange(10).reshape(2, 5);

        NDArray correct = eindex(logProbs, tokens, "batch pos [batch pos]"); // logProbs[b, p, tokens[b, p]]
        NDArray next = eindex(logProbs, tokens, "batch pos [batch pos+1]"); // one position shorter
        NDArray columns = eindex(wU, tokens, "d_model [batch pos] -> batch pos d_model"); // wU[d, tokens[b, p]]

        assertThat(correct.get(1, 2)).isEqualTo(logProbs.get(1, 2, 7));
        assertThat(next.getShape()).isEqualTo(new Shape(2, 4));
        assertThat(next.get(1, 2)).isEqualTo(logProbs.get(1, 2, 8));
        assertThat(columns.get(1, 2)).isEqualTo(wU.get(":, 7"));
    }

    @Test
    @DisplayName("check")
    void checked() {
        NDArray pattern = normal(2, 8, 5, 6);
        NDArray q = normal(2, 5, 8, 4);
        NDArray k = normal(2, 6, 8, 4);
        NDArray mask = normal(1, 1, 5, 6);

        Axes.require(pattern, "pattern", "batch head query key");
        Map<String, Long> sizes = Axes.check()
                .size("head", 8)
                .with("q", q, "batch query head d_head")
                .with("k", k, "batch key head d_head")
                .with("mask", mask, "1 1 query key")
                .verify();

        assertThat(sizes).containsEntry("key", 6L).hasSize(5);
    }
}
