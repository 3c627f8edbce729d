package hookworks.lens.svd;

/** A token and how far a direction raises its logit. */
public record TokenLogit(long token, float logit) {}
