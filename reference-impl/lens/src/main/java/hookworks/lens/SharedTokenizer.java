package hookworks.lens;

import hookworks.lens.tokens.Tokenizer;

/** A tokenizer that several models use; the last of them to let go of it closes it. Thread-safe. */
final class SharedTokenizer {
    private final Tokenizer tokenizer;
    private int holders = 1;

    /** Takes a tokenizer over, for one holder. */
    SharedTokenizer(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    Tokenizer get() {
        return tokenizer;
    }

    /** Counts one holder more; for who holds it already. */
    synchronized SharedTokenizer shared() {
        holders++;
        return this;
    }

    synchronized void release() {
        holders--;
        if (holders == 0) {
            tokenizer.close();
        }
    }
}
