package hookworks.course.math;

import org.commonmark.node.Block;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/** Reads a block of TeX: from a line that starts with two dollar signs to the next that ends with them. */
final class MathBlockParser extends AbstractBlockParser {
    private static final String FENCE = "$$";

    private final MathBlock block = new MathBlock();
    private boolean opened;
    private boolean closed;

    static final class Factory implements BlockParserFactory {
        @Override
        public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            int start = state.getNextNonSpaceIndex();
            if (state.getIndent() >= 4
                    || !line.subSequence(start, line.length()).toString().startsWith(FENCE)) {
                return BlockStart.none();
            }
            return BlockStart.of(new MathBlockParser()).atIndex(start);
        }
    }

    @Override
    public Block getBlock() {
        return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        return closed ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
    }

    @Override
    public void addLine(SourceLine source) {
        String line = source.getContent().toString().strip();
        String tex = opened ? line : line.substring(FENCE.length());
        opened = true;
        closed = tex.endsWith(FENCE);
        block.add(closed ? tex.substring(0, tex.length() - FENCE.length()) : tex);
    }
}
