package hookworks.lens.generation;

import java.util.OptionalLong;
import java.util.Set;

/**
 * How a text is to go on.
 *
 * @param maxNewTokens how many tokens at most
 * @param sampling how each is picked
 * @param stopTokens a text ends with the first of these; empty where only the count ends it
 * @param paddingToken what fills texts of a batch that ended before the others; a stop token where absent
 * @param usesKeyValueCache whether only the new token is run at each step; the result is the same
 */
public record GenerationRequest(
        int maxNewTokens,
        Sampling sampling,
        Set<Long> stopTokens,
        OptionalLong paddingToken,
        boolean usesKeyValueCache) {
    public GenerationRequest {
        if (maxNewTokens < 0) {
            throw new IllegalArgumentException("max_new_tokens must be at least 0, got " + maxNewTokens);
        }
        stopTokens = Set.copyOf(stopTokens);
    }

    /** Always the likeliest token, so many times. */
    public static GenerationRequest greedy(int maxNewTokens) {
        return new GenerationRequest(maxNewTokens, Sampling.greedy(), Set.of(), OptionalLong.empty(), true);
    }

    /** Drawn tokens, so many. */
    public static GenerationRequest sampling(int maxNewTokens, Sampling sampling) {
        return greedy(maxNewTokens).with(sampling);
    }

    private GenerationRequest with(Sampling rule) {
        return new GenerationRequest(maxNewTokens, rule, stopTokens, paddingToken, usesKeyValueCache);
    }

    /** The same, but a text ends with this token. */
    public GenerationRequest stoppingAt(long token) {
        return new GenerationRequest(maxNewTokens, sampling, Set.of(token), paddingToken, usesKeyValueCache);
    }

    /** The same, but a text ends with one of these, and is filled with another. */
    public GenerationRequest stoppingAt(Set<Long> tokens, long padding) {
        return new GenerationRequest(maxNewTokens, sampling, tokens, OptionalLong.of(padding), usesKeyValueCache);
    }

    /** The same, but the whole text is run at each step. */
    public GenerationRequest withoutKeyValueCache() {
        return new GenerationRequest(maxNewTokens, sampling, stopTokens, paddingToken, false);
    }

    long padding() {
        return paddingToken.orElseGet(
                () -> stopTokens.stream().min(Long::compare).orElse(0L));
    }
}
