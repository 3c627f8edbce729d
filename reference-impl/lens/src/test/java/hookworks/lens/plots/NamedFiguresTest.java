package hookworks.lens.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.plots.AttentionHeads.Masking;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The figures of the field")
class NamedFiguresTest {
    @Test
    @DisplayName("name the components of a logit attribution, direct path first, and centre it at 0")
    void attribution() {
        HeatMap map = NamedFigures.logitAttribution(
                List.of("a", " b", " c"), new float[][] {{1, 2, 3, 4, -5}, {0, 0, 0, 0, 0}}, 2);
        assertThat(map.columns().labels()).containsExactly("Direct", "L0H0", "L0H1", "L1H0", "L1H1");
        assertThat(map.rows().labels()).containsExactly("a 0", "·b 1");
        assertThat(map.scale()).isEqualTo(new ColourScale.Diverging(5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedFigures.logitAttribution(List.of("a", "b"), new float[][] {{1, 2, 3, 4}}, 2))
                .withMessageContaining("4 columns");
    }

    @Test
    @DisplayName("show composition above the baseline, all three kinds on one scale")
    void composition() {
        HeatMap map = NamedFigures.compositionScores(
                new float[][] {{0.5f}}, new float[][] {{0.25f}}, new float[][] {{1}}, 0.5f);
        assertThat(map.facets()).extracting(facet -> facet.values().at(0, 0)).containsExactly(0f, -0.25f, 0.5f);
        assertThat(map.scale()).isEqualTo(new ColourScale.Diverging(0.5f));
    }

    @Test
    @DisplayName("rank pairs of heads by how strongly they compose")
    void ranked() {
        BarChart chart = NamedFigures.strongestCompositions(new float[][] {{0.1f, 0.9f}, {0.5f, 0.2f}}, 3, 0.15f);
        assertThat(chart.categories().labels()).containsExactly("0 → 1", "1 → 0", "1 → 1");
        assertThat(chart.series().getFirst().values()).containsExactly(0.9f, 0.5f, 0.2f);
        assertThat(chart.threshold()).contains(new Tick(0.15f, "random weights"));
    }

    @Test
    @DisplayName("put chance at the logarithm of the vocabulary, and shade both halves")
    void repeated() {
        LineChart chart = NamedFigures.repeatedTokenLogProbs(
                List.of("^", "a", "b", "a", "b"), new float[] {-4, -3, -2, -1}, 2, 1000);
        assertThat(chart.reference().orElseThrow().value()).isCloseTo(-6.9078f, within(1e-4f));
        assertThat(chart.bands()).extracting(LineChart.Band::first).containsExactly(0, 2);
        assertThat(chart.places().labels()).startsWith("a 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedFigures.repeatedTokenLogProbs(List.of("^", "a"), new float[] {-4}, 2, 1000))
                .withMessageContaining("period of 2");
    }

    @Test
    @DisplayName("draw scores from 0 to 1 and differences of loss about 0")
    void perHead() {
        assertThat(NamedFigures.headScores(new float[][] {{0.5f}}).scale()).isEqualTo(ColourScale.unit());
        assertThat(NamedFigures.lossDifference(new float[][] {{-2, 1}}).scale())
                .isEqualTo(new ColourScale.Diverging(2));
    }

    @Test
    @DisplayName("are made of tensors whatever their dtype, with or without a batch of one, and keep none")
    void tensors() {
        AttentionHeads heads;
        HeatMap map;
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            var pattern = manager.create(new float[] {1, 0, 0.25f, 0.75f}, new Shape(1, 1, 2, 2));
            heads = TensorFigures.attentionHeads(
                    List.of("a", "b"), List.of(pattern, pattern.squeeze(0)), Masking.CAUSAL);
            int arrays = manager.getManagedArrays().size();
            map = TensorFigures.heatMap(pattern.reshape(2, 2).toType(DataType.FLOAT64, true));
            assertThat(manager.getManagedArrays())
                    .as("but for the two made here")
                    .hasSize(arrays + 2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TensorFigures.heatMap(pattern))
                    .withMessageContaining("2 axes")
                    .withMessageContaining("(1, 1, 2, 2)");
        }
        assertThat(heads.heads()).extracting(AttentionHeads.Head::label).containsExactly("0.0", "1.0");
        assertThat(heads.heads().getLast().pattern().toArray()).isDeepEqualTo(new float[][] {{1, 0}, {0.25f, 0.75f}});
        assertThat(map.facets().getFirst().values().at(1, 1)).isEqualTo(0.75f);
    }

    @Test
    @DisplayName("take vectors from tensors: series, histogram and coloured text")
    void vectors() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            var vector = manager.create(new float[] {3, 1});
            assertThat(TensorFigures.series("loss", vector)).isEqualTo(Series.of("loss", 3, 1));
            assertThat(TensorFigures.histogram("loss", vector.reshape(1, 2), 2).counts())
                    .containsExactly(1, 1);
            assertThat(TensorFigures.colouredText("loss", List.of("a", "b"), vector)
                            .values())
                    .containsExactly(3f, 1f);
            assertThat(TensorFigures.facet("half", vector.reshape(1, 2))
                            .values()
                            .columnCount())
                    .isEqualTo(2);
        }
    }
}
