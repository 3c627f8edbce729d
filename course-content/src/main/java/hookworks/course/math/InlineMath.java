package hookworks.course.math;

import org.commonmark.node.CustomNode;

/** {@code $tex$} within a line. */
final class InlineMath extends CustomNode {
    private final String tex;

    InlineMath(String tex) {
        this.tex = tex;
    }

    String tex() {
        return tex;
    }
}
