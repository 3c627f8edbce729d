package hookworks.grader.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import hookworks.grader.protocol.Frame.Call;
import hookworks.grader.protocol.Frame.Failed;
import hookworks.grader.protocol.Frame.Load;
import hookworks.grader.protocol.Frame.Loaded;
import hookworks.grader.protocol.Frame.NotCompiled;
import hookworks.grader.protocol.Frame.Ready;
import hookworks.grader.protocol.Frame.Returned;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Turns JSON headers into frames; {@link HeaderEncoder} is its mirror. */
final class HeaderDecoder {
    private final ValueDecoder values;

    private HeaderDecoder(ByteBuffer body) {
        this.values = new ValueDecoder(body);
    }

    static Frame decode(JsonNode header, ByteBuffer body) throws ProtocolException {
        return new HeaderDecoder(body).frame(new HeaderNode(header));
    }

    private Frame frame(HeaderNode node) throws ProtocolException {
        String name = node.text("frame");
        return switch (name) {
            case "load" -> new Load(node.whole("id"), sources(node.object("sources")));
            case "call" -> new Call(node.whole("id"), node.text("exercise"), values.all(node.items("arguments"), 0));
            case "ready" -> new Ready(Math.toIntExact(node.wholeAtMost("version", Integer.MAX_VALUE)));
            case "loaded" -> new Loaded(node.whole("id"));
            case "notCompiled" -> new NotCompiled(node.whole("id"), diagnostics(node));
            case "returned" -> new Returned(node.whole("id"), values.one(node.object("result"), 0));
            case "failed" -> new Failed(node.whole("id"), failure(node.object("failure")));
            default -> throw new ProtocolException("unknown frame '%s'".formatted(name));
        };
    }

    private static SourceTree sources(HeaderNode node) throws ProtocolException {
        var files = new TreeMap<String, String>();
        for (String path : node.names()) {
            files.put(path, node.textAtMost(path, Bounds.SOURCE_TEXT));
        }
        return new SourceTree(files);
    }

    private static List<Diagnostic> diagnostics(HeaderNode node) throws ProtocolException {
        List<HeaderNode> items = node.items("diagnostics");
        Bounds.atMost("number of diagnostics", items.size(), Bounds.DIAGNOSTICS);
        var diagnostics = new ArrayList<Diagnostic>();
        for (HeaderNode item : items) {
            diagnostics.add(new Diagnostic(
                    item.text("file"),
                    item.wholeAtMost("line", Integer.MAX_VALUE),
                    item.wholeAtMost("column", Integer.MAX_VALUE),
                    item.text("message")));
        }
        return diagnostics;
    }

    private static Failure failure(HeaderNode node) throws ProtocolException {
        String kind = node.text("kind");
        return switch (kind) {
            case "studentError" ->
                new Failure.StudentError(node.text("type"), node.text("message"), stackFrames(node.items("frames")));
            case "limitExceeded" -> new Failure.LimitExceeded(limit(node.text("limit")), node.text("detail"));
            case "brokenContract" -> new Failure.BrokenContract(node.text("expected"), node.text("actual"));
            case "notAttempted" -> new Failure.NotAttempted();
            default -> throw new ProtocolException("unknown failure '%s'".formatted(kind));
        };
    }

    private static Limit limit(String name) throws ProtocolException {
        for (Limit limit : Limit.values()) {
            if (limit.name().equals(name)) {
                return limit;
            }
        }
        throw new ProtocolException("unknown limit '%s'".formatted(name));
    }

    private static List<SourceFrame> stackFrames(List<HeaderNode> items) throws ProtocolException {
        Bounds.atMost("number of stack frames", items.size(), Bounds.STACK_FRAMES);
        var frames = new ArrayList<SourceFrame>();
        for (HeaderNode item : items) {
            frames.add(new SourceFrame(
                    item.text("method"), item.text("file"), (int) item.wholeAtMost("line", Integer.MAX_VALUE)));
        }
        return frames;
    }
}
