package hookworks.grader.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hookworks.grader.protocol.Frame.Call;
import hookworks.grader.protocol.Frame.Failed;
import hookworks.grader.protocol.Frame.Load;
import hookworks.grader.protocol.Frame.Loaded;
import hookworks.grader.protocol.Frame.NotCompiled;
import hookworks.grader.protocol.Frame.Ready;
import hookworks.grader.protocol.Frame.Returned;

/** Turns frames into JSON headers; {@link HeaderDecoder} is its mirror. */
final class HeaderEncoder {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final TensorBody body;

    private HeaderEncoder(TensorBody body) {
        this.body = body;
    }

    static ObjectNode encode(Frame frame, TensorBody body) {
        return new HeaderEncoder(body).frame(frame);
    }

    private ObjectNode frame(Frame frame) {
        return switch (frame) {
            case Load load -> named("load", load.id()).set("sources", sources(load.sources()));
            case Call call ->
                named("call", call.id()).put("exercise", call.exercise()).set("arguments", values(call.arguments()));
            case Ready ready -> NODES.objectNode().put("frame", "ready").put("version", ready.version());
            case Loaded loaded -> named("loaded", loaded.id());
            case NotCompiled not -> named("notCompiled", not.id()).set("diagnostics", diagnostics(not));
            case Returned returned -> named("returned", returned.id()).set("result", value(returned.result()));
            case Failed failed -> named("failed", failed.id()).set("failure", failure(failed.failure()));
        };
    }

    private static ObjectNode named(String name, long id) {
        return NODES.objectNode().put("frame", name).put("id", id);
    }

    private static ObjectNode sources(SourceTree sources) {
        ObjectNode node = NODES.objectNode();
        sources.files().forEach(node::put);
        return node;
    }

    private static ArrayNode diagnostics(NotCompiled frame) {
        ArrayNode node = NODES.arrayNode();
        for (Diagnostic diagnostic : frame.diagnostics()) {
            node.addObject()
                    .put("file", diagnostic.file())
                    .put("line", diagnostic.line())
                    .put("column", diagnostic.column())
                    .put("message", diagnostic.message());
        }
        return node;
    }

    private static ObjectNode failure(Failure failure) {
        ObjectNode node = NODES.objectNode();
        return switch (failure) {
            case Failure.StudentError error -> {
                node.put("kind", "studentError").put("type", error.type()).put("message", error.message());
                ArrayNode frames = node.putArray("frames");
                for (SourceFrame frame : error.frames()) {
                    frames.addObject()
                            .put("method", frame.method())
                            .put("file", frame.file())
                            .put("line", frame.line());
                }
                yield node;
            }
            case Failure.LimitExceeded limit ->
                node.put("kind", "limitExceeded")
                        .put("limit", limit.limit().name())
                        .put("detail", limit.detail());
            case Failure.BrokenContract broken ->
                node.put("kind", "brokenContract")
                        .put("expected", broken.expected())
                        .put("actual", broken.actual());
            case Failure.NotAttempted ignored -> node.put("kind", "notAttempted");
        };
    }

    private ArrayNode values(Iterable<WireValue> values) {
        ArrayNode node = NODES.arrayNode();
        values.forEach(value -> node.add(value(value)));
        return node;
    }

    private ObjectNode value(WireValue value) {
        ObjectNode node = NODES.objectNode();
        return switch (value) {
            case WireValue.Tensor tensor -> {
                node.put("tensor", tensor.type().name());
                ArrayNode shape = node.putArray("shape");
                tensor.shape().forEach(shape::add);
                yield node.put("offset", body.add(tensor.data()));
            }
            case WireValue.Whole whole -> node.put("whole", whole.value());
            // As text: JSON has no NaN and no infinities.
            case WireValue.Real real -> node.put("real", Double.toString(real.value()));
            case WireValue.Truth truth -> node.put("truth", truth.value());
            case WireValue.Text text -> node.put("text", text.value());
            case WireValue.Items items -> node.set("items", values(items.values()));
            case WireValue.Fields fields -> {
                ObjectNode inner = node.putObject("fields");
                fields.values().forEach((name, field) -> inner.set(name, value(field)));
                yield node;
            }
            case WireValue.Model model -> node.set("model", ModelJson.toJson(model.model()));
            case WireValue.Hook hook -> node.put("hook", hook.name());
        };
    }
}
