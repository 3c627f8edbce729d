package hookworks.lens.heads;

/** How well a head's attention agrees with what was expected. */
public record HeadScore(Head head, double score) {}
