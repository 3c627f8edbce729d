package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.exercises.figures.CourseFigures;
import hookworks.exercises.figures.Playground;
import hookworks.exercises.figures.Sketch;
import hookworks.lens.HookedTransformer;
import hookworks.lens.hooks.HookPoint;
import hookworks.lens.plots.HeatMap;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The course's figures")
class ReferenceFiguresTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("are drawn by the reference, each under its own name")
    void drawn() {
        var figures = ReferenceFigures.html();

        assertThat(figures).isNotEmpty();
        figures.forEach((name, html) ->
                assertThat(html).contains("<figure class=\"hw-figure\" id=\"figure-%s\"".formatted(name), "As table"));
    }

    @Test
    @DisplayName("show the induction heads of the bundled model where its own measurements found them")
    void inductionScores() {
        try (HookedTransformer model = HookedTransformer.bundled(Device.cpu())) {
            Sketch sketch = named("induction-scores", new ReferenceHooks(), model);
            float[][] scores = ((HeatMap) sketch.draw().plot())
                    .facets()
                    .getFirst()
                    .values()
                    .toArray();

            assertThat(scores[1][1]).isCloseTo(0.9f, within(0.05f));
            assertThat(scores[0][0]).isLessThan(0.1f);
        }
    }

    @Test
    @DisplayName("are a page in the playground, of a student's own answers")
    void playground() throws IOException {
        var drawn = new Playground(folder).draw(new ReferenceHooks());

        assertThat(drawn.undrawn()).isEmpty();
        assertThat(drawn.page()).contains(folder.resolve("Hooks.html"));
        assertThat(folder.resolve("Hooks.html")).content().contains("Your Hooks", "figure-induction-scores");
    }

    @Test
    @DisplayName("wait in the playground for exercises that are not implemented, and survive those that throw")
    void unfinished() throws IOException {
        var stub = new Playground(folder).draw(new Hooks() {});
        assertThat(stub.page()).isEmpty();
        assertThat(stub.undrawn()).contains("'induction-scores' waits for induction-score-hook");

        var broken = new Playground(folder).draw(new Hooks() {
            @Override
            public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
                throw new ArithmeticException("by zero");
            }
        });
        assertThat(broken.undrawn())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("'induction-scores' could not be drawn, look at induction-score-hook:")
                        .contains("by zero"));
    }

    private static Sketch named(String name, Object implementation, HookedTransformer model) {
        return CourseFigures.of(implementation, model).stream()
                .filter(sketch -> sketch.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
