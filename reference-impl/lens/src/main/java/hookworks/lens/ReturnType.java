package hookworks.lens;

/** What a run is asked for. */
public enum ReturnType {
    LOGITS,
    /** The mean next-token loss. */
    LOSS,
    BOTH,
    /** Nothing: the run is made for what its hooks see. */
    NONE
}
