package hookworks.lens.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.weights.GaussianTensors;
import hookworks.lens.weights.SafetensorsWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A model whose induction circuit is written by hand. Its stream has three parts: the token, the position and the
 * token before. Head 0.1 looks one back by position and copies that token into the third part; head 1.0 looks for
 * the place whose third part is the current token, and copies the token there. The other heads are noise.
 */
final class PlantedModel {
    static final int VOCABULARY = 60;
    static final int CONTEXT = 24;
    private static final int TOKEN = 0;
    private static final int POSITION = VOCABULARY;
    private static final int BEFORE = VOCABULARY + CONTEXT;
    private static final int WIDTH = BEFORE + VOCABULARY;
    private static final float SHARP = 15;
    private static final HookedTransformerConfig CONFIG = HookedTransformerConfig.attentionOnly()
            .nLayers(2)
            .nHeads(2)
            .dModel(WIDTH)
            .dHead(VOCABULARY)
            .nCtx(CONTEXT)
            .dVocab(VOCABULARY)
            .build();

    private final GaussianTensors noise = new GaussianTensors(1);
    private final NDManager manager;

    private PlantedModel(NDManager manager) {
        this.manager = manager;
    }

    static HookedTransformer load(Path folder) {
        Path file = folder.resolve("planted.safetensors");
        try (NDManager manager = NDManager.newBaseManager()) {
            SafetensorsWriter.write(file, new PlantedModel(manager).tensors(), Map.of());
        }
        return HookedTransformer.fromFile(CONFIG, file, Device.cpu());
    }

    private SequencedMap<String, NDArray> tensors() {
        var tensors = new LinkedHashMap<String, NDArray>();
        tensors.put("embed.W_E", shifted(VOCABULARY, WIDTH, 0, TOKEN, VOCABULARY, 1));
        tensors.put("pos_embed.W_pos", shifted(CONTEXT, WIDTH, 0, POSITION, CONTEXT, 1));
        tensors.put("unembed.W_U", shifted(WIDTH, VOCABULARY, TOKEN, 0, VOCABULARY, 4));
        tensors.put("unembed.b_U", manager.zeros(new Shape(VOCABULARY)));
        head(tensors, 0, "W_Q", 1, reading(POSITION, 0, CONTEXT, SHARP));
        head(tensors, 0, "W_K", 1, reading(POSITION, 1, CONTEXT - 1, SHARP));
        head(tensors, 0, "W_V", 1, reading(TOKEN, 0, VOCABULARY, 1));
        head(tensors, 0, "W_O", 1, shifted(VOCABULARY, WIDTH, 0, BEFORE, VOCABULARY, 1));
        head(tensors, 1, "W_Q", 0, reading(TOKEN, 0, VOCABULARY, SHARP));
        head(tensors, 1, "W_K", 0, reading(BEFORE, 0, VOCABULARY, SHARP));
        head(tensors, 1, "W_V", 0, reading(TOKEN, 0, VOCABULARY, 1));
        head(tensors, 1, "W_O", 0, shifted(VOCABULARY, WIDTH, 0, TOKEN, VOCABULARY, 4));
        for (int layer = 0; layer < 2; layer++) {
            for (String bias : new String[] {"b_Q", "b_K", "b_V"}) {
                tensors.put(TrainedWeights.attention(layer, bias), manager.zeros(new Shape(2, VOCABULARY)));
            }
            tensors.put(TrainedWeights.attention(layer, "b_O"), manager.zeros(new Shape(WIDTH)));
        }
        return tensors;
    }

    /** The planted head beside one of noise. */
    private void head(Map<String, NDArray> tensors, int layer, String weight, int head, NDArray planted) {
        NDArray other = noise.next(manager, planted.getShape(), 0.02);
        NDArray both = head == 0 ? planted.stack(other) : other.stack(planted);
        tensors.put(TrainedWeights.attention(layer, weight), both);
    }

    private NDArray reading(int part, int shift, int count, float value) {
        return shifted(WIDTH, VOCABULARY, part, shift, count, value);
    }

    /** Zeros but for {@code count} cells down a diagonal. */
    private NDArray shifted(int rows, int columns, int row, int column, int count, float value) {
        var cells = new float[rows * columns];
        for (int step = 0; step < count; step++) {
            cells[(row + step) * columns + column + step] = value;
        }
        return manager.create(cells, new Shape(rows, columns));
    }
}
