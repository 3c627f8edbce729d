package hookworks.lens.plots;

import hookworks.lens.plots.AttentionHeads.Masking;
import hookworks.lens.plots.HeatMap.Cell;
import hookworks.lens.plots.HeatMap.Facet;
import hookworks.lens.plots.LineChart.Band;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** One figure or more of every kind, with numbers that are drawn from a seed. */
final class Gallery {
    static final List<String> TOKENS =
            List.of("<|endoftext|>", "The", " cat", " sat", ".", "\n", "The", " cat", " sat", ".");

    private Gallery() {}

    static List<Figure> figures() {
        return List.of(
                heads().figure(
                                "Head 1.1 attends one past the previous copy",
                                "Two layers of four heads on a text that repeats."),
                scores().figure("Two heads do induction", "Mean attention to the token after the previous copy."),
                attribution()
                        .figure(
                                "The second half is predicted by L1H1",
                                "Each component's part of the right next token's logit, in nats."),
                gaps().figure(
                                "Scores exist for causal pairs only",
                                "The strongest pair's component at each pair of positions."),
                lines().figure(
                                "The model learns the text the second time",
                                "Log-probability of the right next token at every position."),
                histogram()
                        .figure(
                                "Two pairs of heads lie beyond chance",
                                "Composition scores of 1,000 pairs of random matrices."),
                bars().figure("Head 0.3 looks at the previous token", "Mean over one text; a bar for each pattern."),
                text().figure("Ablation hurts where the text repeats", "Loss with the head minus loss without it."),
                hits().figure("The model is right on 2 of 6", "Next token, greedy; ids below."));
    }

    static AttentionHeads heads() {
        var layers = new ArrayList<float[][][]>();
        for (int layer = 0; layer < 2; layer++) {
            layers.add(patterns(4, TOKENS.size(), layer + 1));
        }
        return AttentionHeads.ofLayers(TOKENS, layers, Masking.CAUSAL);
    }

    /** Causal, rows summing to 1; one head of each kind. */
    static float[][][] patterns(int heads, int tokens, long seed) {
        var random = new Random(seed);
        var patterns = new float[heads][tokens][tokens];
        for (int head = 0; head < heads; head++) {
            for (int query = 0; query < tokens; query++) {
                int favourite = favourite(head, query, tokens);
                double sum = 0;
                for (int key = 0; key <= query; key++) {
                    double weight = Math.exp(random.nextGaussian() + (key == favourite ? 4 : 0));
                    patterns[head][query][key] = (float) weight;
                    sum += weight;
                }
                for (int key = 0; key <= query; key++) {
                    patterns[head][query][key] /= (float) sum;
                }
            }
        }
        return patterns;
    }

    private static int favourite(int head, int query, int tokens) {
        return switch (head) {
            case 0 -> query - 1;
            case 1 -> query - tokens / 2 + 2;
            case 2 -> 0;
            default -> -1;
        };
    }

    static HeatMap scores() {
        return NamedFigures.headScores(
                new float[][] {{0.02f, 0.05f, 0.01f, 0.93f, 0.04f, 0.20f}, {0.11f, 0.97f, 0.42f, 0.55f, 0.03f, 0.61f}});
    }

    static HeatMap attribution() {
        return NamedFigures.logitAttribution(
                TOKENS,
                List.of(
                        new Facet("First half", Values.of("first", gaussian(TOKENS.size() - 1, 9, 3))),
                        new Facet("Second half", Values.of("second", gaussian(TOKENS.size() - 1, 9, 4)))),
                2);
    }

    static HeatMap gaps() {
        float[][] values = gaussian(30, 30, 5);
        for (int row = 0; row < 30; row++) {
            for (int column = row + 1; column < 30; column++) {
                values[row][column] = Float.NaN;
            }
        }
        return HeatMap.of(values)
                .diverging()
                .withRows(Axis.counted("query position"))
                .withColumns(Axis.counted("key position"))
                .withOutlined(IntStream.range(15, 30)
                        .mapToObj(query -> new Cell(query, query - 14))
                        .toList());
    }

    static LineChart lines() {
        var random = new Random(6);
        var logProbs = new float[40];
        for (int i = 0; i < 40; i++) {
            logProbs[i] = (float) (i < 20 ? -9 + random.nextGaussian() : -1 + 0.4 * random.nextGaussian());
        }
        var tokens = IntStream.rangeClosed(0, 40).mapToObj(i -> " tok" + i % 20).toList();
        return NamedFigures.repeatedTokenLogProbs(tokens, logProbs, 20, 50_257);
    }

    static LineChart severalLines() {
        return LineChart.of("loss", Series.of("train", 3, 2, 1), Series.of("held out", 3.2f, 2.5f, 2.2f))
                .withBands(List.of(new Band(1, 2, "after warm-up")));
    }

    static Histogram histogram() {
        var random = new Random(7);
        var values = new float[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.05 + 0.01 * random.nextGaussian());
        }
        return Histogram.of("composition score", values, 50)
                .withTicks(List.of(
                        new Tick(0.09f, "0.3 → 1.1"), new Tick(0.095f, "0.3 → 1.2"), new Tick(0.051f, "0.0 → 1.0")));
    }

    static BarChart bars() {
        var heads = IntStream.range(0, 8).mapToObj(i -> i / 4 + "." + i % 4).toList();
        var random = new Random(8);
        var scores = new float[8][3];
        for (float[] row : scores) {
            for (int i = 0; i < 3; i++) {
                row[i] = random.nextFloat();
            }
        }
        return NamedFigures.patternScores(heads, scores, 0.4f);
    }

    static ColouredText text() {
        return ColouredText.of("loss difference (nats)", TOKENS, new float[] {
                    0, 0.1f, -0.4f, 0.3f, 0.05f, -1.1f, 1.5f, 2.2f, 1.9f, 0.7f
                })
                .diverging();
    }

    static ColouredText hits() {
        return ColouredText.of(
                        "right (1) or not (0)", List.of(" a", " b", "c", " d", " e", "!"), new float[] {1, 0, 0, 1, 0, 0
                        })
                .withNotes(List.of("✓ 257", "✗ 275", "✗ 66", "✓ 288", "✗ 304", "✗ 0"));
    }

    static float[][] gaussian(int rows, int columns, long seed) {
        var random = new Random(seed);
        var values = new float[rows][columns];
        for (float[] row : values) {
            for (int column = 0; column < columns; column++) {
                row[column] = (float) random.nextGaussian();
            }
        }
        return values;
    }

    /** The attention of a longer text. */
    static AttentionHeads longHeads(int tokens) {
        var words = IntStream.range(0, tokens).mapToObj(i -> " w" + i).toList();
        return AttentionHeads.ofLayers(
                words, List.of(patterns(12, tokens, 9), patterns(12, tokens, 10)), Masking.CAUSAL);
    }
}
