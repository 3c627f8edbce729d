package hookworks.course.math;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Teaches a CommonMark parser and renderer to keep TeX as it was written. Thread-safe. */
public final class MathExtension implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {
    @Override
    public void extend(Parser.Builder parser) {
        parser.customInlineContentParserFactory(new InlineMathParser.Factory());
        parser.customBlockParserFactory(new MathBlockParser.Factory());
    }

    @Override
    public void extend(HtmlRenderer.Builder renderer) {
        renderer.nodeRendererFactory(MathRenderer::new);
    }
}
