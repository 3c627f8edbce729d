package hookworks.grader.protocol;

/** What a frame may hold at most. A decoder checks each before it allocates. */
public final class Bounds {
    /** The protocol's version, part of every frame's first bytes. */
    public static final int VERSION = 1;

    static final int HEADER_BYTES = 8 << 20;
    static final long BODY_BYTES = 64L << 20;
    static final int NESTING = 16;
    static final int ITEMS = 10_000;
    static final int TEXT = 64 << 10;
    static final int SOURCE_TEXT = 4 << 20;
    static final int RANK = 8;
    static final int ALIGNMENT = 64;
    static final int DIAGNOSTICS = 50;
    static final int STACK_FRAMES = 20;

    private Bounds() {}

    static void atMost(String what, long actual, long allowed) throws ProtocolException {
        if (actual < 0 || actual > allowed) {
            throw new ProtocolException("%s is %,d, and at most %,d is allowed".formatted(what, actual, allowed));
        }
    }
}
