package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Scenarios;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What embedding and heads write into the stream on one text, and the unembedding, all drawn: no model computes them, so
 * that nothing but the arguments can tell what the attribution is. Not changed once made.
 */
final class PlantedStream {
    private final Size size;
    private final float[] embed;
    private final List<float[]> results;
    private final float[] unembed;
    private final long[] tokens;

    /** How many there are of everything. */
    record Size(int length, int layers, int heads, int width, int vocabulary) {
        int components() {
            return 1 + layers * heads;
        }

        Size ofLength(int other) {
            return new Size(other, layers, heads, width, vocabulary);
        }
    }

    private PlantedStream(Size size, float[] embed, List<float[]> results, float[] unembed, long[] tokens) {
        this.size = size;
        this.embed = embed;
        this.results = results;
        this.unembed = unembed;
        this.tokens = tokens;
    }

    static PlantedStream drawn(Scenarios scenarios, Size size) {
        return new PlantedStream(
                size,
                normal(scenarios, size.length() * size.width()),
                IntStream.range(0, size.layers())
                        .mapToObj(layer -> normal(scenarios, size.length() * size.heads() * size.width()))
                        .toList(),
                normal(scenarios, size.width() * size.vocabulary()),
                scenarios.random().longs(size.length(), 0, size.vocabulary()).toArray());
    }

    private static float[] normal(Scenarios scenarios, int count) {
        float[] cells = new float[count];
        for (int i = 0; i < count; i++) {
            cells[i] = (float) scenarios.random().nextGaussian();
        }
        return cells;
    }

    /** The same stream over some of the positions, {@code to} not included, and other tokens for them. */
    PlantedStream part(int from, int to, long[] otherTokens) {
        int width = size.width();
        int written = size.heads() * width;
        return new PlantedStream(
                size.ofLength(to - from),
                Arrays.copyOfRange(embed, from * width, to * width),
                results.stream()
                        .map(layer -> Arrays.copyOfRange(layer, from * written, to * written))
                        .toList(),
                unembed,
                otherTokens);
    }

    PlantedStream part(int from, int to) {
        return part(from, to, Arrays.copyOfRange(tokens, from, to));
    }

    Size size() {
        return size;
    }

    /** {@code [pos, d_model]}, not a copy. */
    float[] embed() {
        return embed;
    }

    /** {@code [d_model, d_vocab]}, not a copy. */
    float[] unembed() {
        return unembed;
    }

    /** Not a copy. */
    long[] tokens() {
        return tokens;
    }

    /** With another embedding, {@code [pos, d_model]}. */
    PlantedStream withEmbed(float[] other) {
        return new PlantedStream(size, other, results, unembed, tokens);
    }

    /** What a component writes at a position, one number of it. */
    float written(int component, int pos, int channel) {
        if (component == 0) {
            return embed[pos * size.width() + channel];
        }
        int head = (component - 1) % size.heads();
        return results.get((component - 1) / size.heads())[(pos * size.heads() + head) * size.width() + channel];
    }

    /** What a component at a position adds to the logit of a token. */
    double toLogit(int component, int pos, long token) {
        double sum = 0;
        for (int channel = 0; channel < size.width(); channel++) {
            sum += (double) written(component, pos, channel) * unembed[channel * size.vocabulary() + (int) token];
        }
        return sum;
    }

    NDArray embed(NDManager manager) {
        return manager.create(embed, new Shape(size.length(), size.width()));
    }

    List<NDArray> headResults(NDManager manager) {
        var shape = new Shape(size.length(), size.heads(), size.width());
        return results.stream().map(layer -> manager.create(layer, shape)).toList();
    }

    NDArray wU(NDManager manager) {
        return manager.create(unembed, new Shape(size.width(), size.vocabulary()));
    }

    NDArray tokens(NDManager manager) {
        return manager.create(tokens, new Shape(size.length()));
    }
}
