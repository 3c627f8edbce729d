package hookworks.lens.heads;

/**
 * How well a head's attention agrees with what was expected.
 *
 * @param head which one
 * @param score 1 where it agrees wholly, by either measure
 */
public record HeadScore(Head head, double score) {}
