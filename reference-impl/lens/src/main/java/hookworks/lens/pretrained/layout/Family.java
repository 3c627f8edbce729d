package hookworks.lens.pretrained.layout;

import hookworks.lens.config.ConfigBuilder;
import java.util.List;

/** How the checkpoints of one family are laid out. Stateless. */
public interface Family {
    /** What may stand before the names of the tensors, the longest first; nothing may stand there too. */
    List<String> prefixes();

    /**
     * What the config says of the model, its dtype aside.
     *
     * @throws hookworks.lens.weights.WeightsException naming the field that no model here can follow
     */
    ConfigBuilder config(HuggingFaceConfig config);

    /** Says where each weight comes from; a bias of which nothing is said is zero. */
    void weights(HuggingFaceConfig config, WeightMap map);
}
