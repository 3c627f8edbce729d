package hookworks.lens.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.CachedRun;
import hookworks.lens.patching.ActivationPatching;
import hookworks.lens.patching.Patch;
import hookworks.lens.plots.AttentionHeads.Masking;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.HeatMap;
import hookworks.lens.plots.HtmlPage;
import hookworks.lens.plots.PngImage;
import hookworks.lens.plots.TensorFigures;
import hookworks.lens.plots.Theme;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A recipe with pictures")
class PicturesTest extends Kitchen {
    @Test
    @DisplayName("patches heads of a clean run into a corrupted one")
    void patches() throws IOException {
        // recipe 12: Patch a clean run into a corrupted one
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray clean = model.texts().toTokens(" people law States war people law", manager);
            NDArray corrupted = model.texts().toTokens(" people law land war people law", manager);
            long states = model.texts().toSingleToken(" States");
            long land = model.texts().toSingleToken(" land");
            ToDoubleFunction<NDArray> metric = logits -> logits.getFloat(0, -1, states) - logits.getFloat(0, -1, land);
            try (CachedRun run = model.runWithCache(clean)) {
                var patching = new ActivationPatching(model, corrupted, run.cache(), metric);
                NDArray patched = patching.sweep(Patch.attnHeadOutAllPos()); // [layer, head], in logits
                HeatMap map = TensorFigures.heatMap(patched).diverging();
                Figure figure = Figure.of("Head 1.1 restores most", "States less land, in logits", map);
                HtmlPage.write(folder.resolve("patching.html"), "Patching", List.of(figure));
                out.printf("1.1: %+.1f, all: %+.1f%n", patched.getFloat(1, 1), metric.applyAsDouble(run.logits()));
            }
        }
        // end of the recipe
        assertPrintsAsDocumented(12);
        assertThat(decimals().getFirst()).as("with head 1.1").isGreaterThan(0);
        assertThat(decimals().getLast()).as("clean").isGreaterThan(10);
        assertThat(folder.resolve("patching.html")).content().contains("<svg", "Head 1.1 restores most");
    }

    @Test
    @DisplayName("draws attention")
    void draws() throws IOException {
        // recipe 15: Draw what heads attend to
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray tokens = model.texts().toTokens(" people law States war people law", manager);
            List<String> words = model.texts().toStrTokens(tokens);
            try (CachedRun run = model.runWithCache(tokens)) {
                List<NDArray> layers =
                        List.of(run.cache().get("pattern", 0), run.cache().get("pattern", 1));
                var heads = TensorFigures.attentionHeads(words, layers, Masking.CAUSAL);
                var figure = Figure.of("Head 1.1 looks one past the last copy", "Attention, layer by layer", heads);
                HtmlPage.write(folder.resolve("attention.html"), "Attention", List.of(figure)); // click a head
                PngImage.write(figure, folder.resolve("attention.png"), Theme.LIGHT);
            }
        }
        // end of the recipe
        assertThat(folder.resolve("attention.html"))
                .content()
                .contains("<svg", "Head 1.1 looks one past the last copy", "States")
                .doesNotContainPattern("(src|href)=\"(?!#)");
        assertThat(ImageIO.read(folder.resolve("attention.png").toFile()).getWidth())
                .isGreaterThan(400);
    }
}
