package hookworks.course.math;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes TeX as text in {@code <span class="math inline">} or {@code <div class="math">}. */
final class MathRenderer implements NodeRenderer {
    private final HtmlWriter html;

    MathRenderer(HtmlNodeRendererContext context) {
        this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(InlineMath.class, MathBlock.class);
    }

    @Override
    public void render(Node node) {
        switch (node) {
            case InlineMath inline -> element("span", "math inline", inline.tex());
            case MathBlock block -> element("div", "math", block.tex());
            default -> throw new IllegalArgumentException("not a node of mathematics: " + node);
        }
    }

    private void element(String tag, String cssClass, String tex) {
        html.tag(tag, Map.of("class", cssClass));
        html.text(tex);
        html.tag("/" + tag);
    }
}
