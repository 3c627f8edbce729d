package hookworks.course.math;

import org.commonmark.node.CustomBlock;

/** TeX between a line that opens with two dollar signs and one that closes with them. */
final class MathBlock extends CustomBlock {
    private final StringBuilder tex = new StringBuilder();

    void add(String line) {
        tex.append(line).append('\n');
    }

    String tex() {
        return tex.toString().strip();
    }
}
