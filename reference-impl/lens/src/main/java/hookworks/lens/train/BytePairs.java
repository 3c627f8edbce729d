package hookworks.lens.train;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A byte-level vocabulary: ids 0 to 255 are the bytes, then one id per merge in the order learned, and last the one
 * special token, which begins texts, ends them and pads. Confined to one thread, since it remembers words.
 */
public final class BytePairs {
    /** How tokenizer files spell the special token. */
    public static final String SPECIAL = "<|endoftext|>";

    static final int BYTES = 256;

    /** Two neighbours that became one token. */
    record Merge(int left, int right) {}

    private final List<Merge> merges;
    private final Map<Merge, Integer> ids = new HashMap<>();
    private final List<byte[]> spellings = new ArrayList<>();
    private final Map<String, int[]> known = new HashMap<>();

    BytePairs(List<Merge> merges) {
        this.merges = List.copyOf(merges);
        for (int code = 0; code < BYTES; code++) {
            spellings.add(new byte[] {(byte) code});
        }
        for (Merge merge : this.merges) {
            ids.put(merge, spellings.size());
            spellings.add(joined(spellings.get(merge.left()), spellings.get(merge.right())));
        }
    }

    /** How many ids there are, the special one included. */
    public int size() {
        return spellings.size() + 1;
    }

    /** The id that begins and ends a text and pads. */
    public int special() {
        return spellings.size();
    }

    List<Merge> merges() {
        return merges;
    }

    /** The bytes of an ordinary token. */
    byte[] spelling(int id) {
        return spellings.get(id).clone();
    }

    /** The ids of a text, without a special token. */
    public int[] encode(String text) {
        var encoded = new IntList();
        PreTokens.each(text, piece -> encoded.addAll(known.computeIfAbsent(piece, this::merged)));
        return encoded.toArray();
    }

    /**
     * The text of some ids; special tokens say nothing, and bytes that are no UTF-8 become replacement characters.
     *
     * @throws IllegalArgumentException where an id is outside the vocabulary
     */
    public String decode(int... tokens) {
        var bytes = new ByteArrayOutputStream();
        for (int token : tokens) {
            if (token < 0 || token >= size()) {
                throw new IllegalArgumentException(
                        "token %d is outside the vocabulary 0..%d".formatted(token, size() - 1));
            }
            if (token != special()) {
                bytes.writeBytes(spellings.get(token));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Merges a piece's bytes, at each round the neighbours that were learned first. */
    private int[] merged(String piece) {
        int[] tokens = unmerged(piece);
        while (true) {
            int best = Integer.MAX_VALUE;
            for (int place = 0; place + 1 < tokens.length; place++) {
                Integer id = ids.get(new Merge(tokens[place], tokens[place + 1]));
                best = id == null ? best : Math.min(best, id);
            }
            if (best == Integer.MAX_VALUE) {
                return tokens;
            }
            tokens = replaced(tokens, merges.get(best - BYTES), best);
        }
    }

    static int[] unmerged(String piece) {
        byte[] bytes = ByteAlphabet.bytes(piece);
        var tokens = new int[bytes.length];
        Arrays.setAll(tokens, place -> Byte.toUnsignedInt(bytes[place]));
        return tokens;
    }

    /** The tokens with each occurrence of the pair, from the left, as one token. */
    static int[] replaced(int[] tokens, Merge merge, int id) {
        var result = new int[tokens.length];
        int written = 0;
        for (int place = 0; place < tokens.length; place++) {
            boolean pair =
                    tokens[place] == merge.left() && place + 1 < tokens.length && tokens[place + 1] == merge.right();
            result[written++] = pair ? id : tokens[place];
            place += pair ? 1 : 0;
        }
        return Arrays.copyOf(result, written);
    }

    private static byte[] joined(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
