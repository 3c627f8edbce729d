package hookworks.lens.weights;

import hookworks.lens.weights.PickleValue.Dict;
import hookworks.lens.weights.PickleValue.Items;
import hookworks.lens.weights.PickleValue.Known;
import hookworks.lens.weights.PickleValue.None;
import hookworks.lens.weights.PickleValue.Real;
import hookworks.lens.weights.PickleValue.Text;
import hookworks.lens.weights.PickleValue.Truth;
import hookworks.lens.weights.PickleValue.Whole;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads a pickle as data. A pickle is a program; this machine knows only the opcodes that build a state dict and only
 * the names in {@link TorchGlobal}, and refuses the rest by name. It loads no class and calls nothing that it reads.
 */
final class PickleMachine {
    private static final int MAX_PROTOCOL = 5;

    private final PickleInput input;
    private final PickleStack stack = new PickleStack();

    private PickleMachine(ByteBuffer pickle) {
        this.input = new PickleInput(pickle);
    }

    /** Reads the one value of a pickle. */
    static PickleValue read(ByteBuffer pickle) {
        return new PickleMachine(pickle).run();
    }

    private PickleValue run() {
        int at = 0;
        try {
            int code = input.unsignedByte();
            while (PickleOpcode.of(code) != PickleOpcode.STOP) {
                step(code);
                at = input.position();
                code = input.unsignedByte();
            }
            if (input.remaining() > 0) {
                throw new WeightsException("%d bytes follow its end".formatted(input.remaining()));
            }
            return stack.result();
        } catch (WeightsException e) {
            throw new WeightsException("its pickle is refused at byte %d: %s".formatted(at, e.getMessage()), e);
        }
    }

    private void step(int code) {
        PickleOpcode opcode = PickleOpcode.of(code);
        switch (opcode) {
            case PROTO -> requireProtocol(input.unsignedByte());
            case FRAME -> requireFrame(input.signedLong());
            case MARK -> stack.mark();
            case NONE, NEWTRUE, NEWFALSE, BININT, BININT1, BININT2, LONG1, BINFLOAT -> stack.push(scalar(opcode));
            case BINUNICODE -> stack.push(new Text(input.text(input.unsignedInt())));
            case SHORT_BINUNICODE -> stack.push(new Text(input.text(input.unsignedByte())));
            case EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3, TUPLE -> stack.push(tuple(opcode));
            case EMPTY_LIST -> stack.push(Items.list());
            case EMPTY_DICT -> stack.push(new Dict(false));
            case APPEND -> append(stack.pop(1));
            case APPENDS -> append(stack.popToMark());
            case SETITEM -> setItems(stack.pop(2));
            case SETITEMS -> setItems(stack.popToMark());
            case BINPUT -> stack.remember(input.unsignedByte());
            case LONG_BINPUT -> stack.remember(input.unsignedInt());
            case MEMOIZE -> stack.remember();
            case BINGET -> stack.push(stack.recall(input.unsignedByte()));
            case LONG_BINGET -> stack.push(stack.recall(input.unsignedInt()));
            case GLOBAL -> stack.push(global(input.line(), input.line()));
            case STACK_GLOBAL -> stackGlobal();
            case REDUCE -> reduce();
            case BUILD -> build();
            case BINPERSID -> stack.push(TorchObjects.persistent(stack.pop()));
            default -> throw refused(opcode, code);
        }
    }

    private static void requireProtocol(int protocol) {
        if (protocol > MAX_PROTOCOL) {
            throw new WeightsException(
                    "it is of pickle protocol %d, later than the %d known here".formatted(protocol, MAX_PROTOCOL));
        }
    }

    private void requireFrame(long bytes) {
        if (bytes < 0 || bytes > input.remaining()) {
            throw new WeightsException("a frame of %s bytes is announced where %d are left"
                    .formatted(Long.toUnsignedString(bytes), input.remaining()));
        }
    }

    private PickleValue scalar(PickleOpcode opcode) {
        return switch (opcode) {
            case NEWTRUE -> new Truth(true);
            case NEWFALSE -> new Truth(false);
            case BININT -> new Whole(input.signedInt());
            case BININT1 -> new Whole(input.unsignedByte());
            case BININT2 -> new Whole(input.unsignedShort());
            case LONG1 -> new Whole(input.longOf(input.unsignedByte()));
            case BINFLOAT -> new Real(input.bigEndianDouble());
            default -> new None();
        };
    }

    private PickleValue tuple(PickleOpcode opcode) {
        return Items.tuple(
                switch (opcode) {
                    case TUPLE1 -> stack.pop(1);
                    case TUPLE2 -> stack.pop(2);
                    case TUPLE3 -> stack.pop(3);
                    case TUPLE -> stack.popToMark();
                    default -> List.of();
                });
    }

    private void append(List<PickleValue> more) {
        if (!(stack.top() instanceof Items list)) {
            throw new WeightsException("it appends to " + stack.top().describe());
        }
        list.append(more);
    }

    private void setItems(List<PickleValue> keysAndValues) {
        if (!(stack.top() instanceof Dict dict) || keysAndValues.size() % 2 != 0) {
            throw new WeightsException("it sets %d keys and values of %s"
                    .formatted(keysAndValues.size(), stack.top().describe()));
        }
        for (int index = 0; index < keysAndValues.size(); index += 2) {
            dict.put(keysAndValues.get(index), keysAndValues.get(index + 1));
        }
    }

    private static PickleValue global(String module, String name) {
        return new Known(TorchGlobal.named(module, name)
                .orElseThrow(() -> new WeightsException("""
                        it asks for the global %s, which is not part of a state dict and may run code
                        in Python, load it where you trust it and save the tensors alone: torch.save(model.state_dict(), path)""".formatted(Quoted.of(module + "." + name)))));
    }

    private void stackGlobal() {
        List<PickleValue> names = stack.pop(2);
        if (!(names.get(0) instanceof Text(String module)) || !(names.get(1) instanceof Text(String name))) {
            throw new WeightsException("it asks for the global %s of %s"
                    .formatted(names.get(1).describe(), names.get(0).describe()));
        }
        stack.push(global(module, name));
    }

    private void reduce() {
        PickleValue arguments = stack.pop();
        stack.push(TorchObjects.call(stack.pop(), arguments));
    }

    /** An OrderedDict's attributes are torch's notes on versions of modules. */
    private void build() {
        PickleValue attributes = stack.pop();
        if (!(stack.top() instanceof Dict dict) || !dict.isOrdered() || !(attributes instanceof Dict)) {
            throw new WeightsException("it sets the attributes of %s to %s, which a state dict never does"
                    .formatted(stack.top().describe(), attributes.describe()));
        }
    }

    private WeightsException refused(PickleOpcode opcode, int code) {
        if (opcode == PickleOpcode.INST) {
            return new WeightsException("it makes an instance of the global %s; a state dict has no instances"
                    .formatted(Quoted.of(input.line() + "." + input.line())));
        }
        return new WeightsException("the opcode %s (0x%02x) is not part of a state dict".formatted(opcode, code));
    }
}
