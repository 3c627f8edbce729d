package hookworks.course.math;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/** Reads {@code $tex$}. A dollar sign beside white space stays a dollar sign, so prices need no escape. */
final class InlineMathParser implements InlineContentParser {
    static final class Factory implements InlineContentParserFactory {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('$');
        }

        @Override
        public InlineContentParser create() {
            return new InlineMathParser();
        }
    }

    @Override
    public ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        scanner.next();
        Position start = scanner.position();
        if (Character.isWhitespace(scanner.peek()) || scanner.find('$') < 1) {
            return ParsedInline.none();
        }
        if (Character.isWhitespace(scanner.peekPreviousCodePoint())) {
            return ParsedInline.none();
        }
        String tex = scanner.getSource(start, scanner.position()).getContent();
        scanner.next();
        return ParsedInline.of(new InlineMath(tex), scanner.position());
    }
}
