package hookworks.lens.pretrained;

import ai.djl.ndarray.NDArray;
import hookworks.lens.config.HookedTransformerConfig;
import java.util.Map;

/**
 * A pretrained model.
 *
 * @param config what it computes
 * @param stateDict every weight that the config asks for, under TransformerLens' name and in its shape, such as
 *     {@code [head, d_model, d_head]}; belongs to the manager that was given for it
 */
public record Pretrained(HookedTransformerConfig config, Map<String, NDArray> stateDict) {}
