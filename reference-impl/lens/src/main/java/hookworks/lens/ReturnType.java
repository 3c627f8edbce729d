package hookworks.lens;

/** What a run is asked for. */
public enum ReturnType {
    /** The logits {@code [batch, pos, d_vocab_out]}. */
    LOGITS,
    /** The mean next-token loss, a scalar in nats. */
    LOSS,
    /** The logits, and the loss made of them: one run. */
    BOTH,
    /** Nothing: the run is made for what its hooks see. */
    NONE
}
