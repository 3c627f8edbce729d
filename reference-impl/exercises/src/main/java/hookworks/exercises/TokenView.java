package hookworks.exercises;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A text as a model sees it, and what comes back.
 *
 * @param tokens {@code [1, pos]} int64, the beginning-of-sequence token (BOS) first
 * @param strTokens what each token stands for when alone, {@code pos} strings, that of BOS first
 * @param roundTrip the text that the tokens stand for together, without the BOS that was put in front
 */
public record TokenView(NDArray tokens, List<String> strTokens, String roundTrip) {}
