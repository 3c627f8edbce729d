package hookworks.lens.svd;

/**
 * A token and how far a direction raises its logit.
 *
 * @param token its id
 * @param logit what one unit along the direction adds to it
 */
public record TokenLogit(long token, float logit) {}
