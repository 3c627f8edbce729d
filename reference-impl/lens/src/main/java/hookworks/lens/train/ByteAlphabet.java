package hookworks.lens.train;

import java.nio.charset.StandardCharsets;

/**
 * The letters under which a byte-level vocabulary is written down, one per byte, none of them blank or a control
 * character: a byte that prints stands for itself, the others take the code points from 256 up, in order.
 */
final class ByteAlphabet {
    private static final char[] LETTERS = letters();

    private ByteAlphabet() {}

    static char letter(int unsignedByte) {
        return LETTERS[unsignedByte];
    }

    /** A byte-level token as tokenizer files spell it. */
    static String spell(byte[] bytes) {
        var spelled = new StringBuilder(bytes.length);
        for (byte each : bytes) {
            spelled.append(letter(Byte.toUnsignedInt(each)));
        }
        return spelled.toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static char[] letters() {
        var letters = new char[256];
        char next = 256;
        for (int code = 0; code < letters.length; code++) {
            letters[code] = prints(code) ? (char) code : next++;
        }
        return letters;
    }

    /** Latin-1 without controls, blanks and the soft hyphen. */
    private static boolean prints(int code) {
        return (code > ' ' && code < 127) || (code > 160 && code != 173);
    }
}
