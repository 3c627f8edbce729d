package hookworks.lens.weights;

import java.util.Arrays;

/** Opcodes by the names that Python's pickletools gives them, those included that are only there to be refused. */
enum PickleOpcode {
    PROTO(0x80),
    FRAME(0x95),
    STOP('.'),
    MARK('('),
    NONE('N'),
    NEWTRUE(0x88),
    NEWFALSE(0x89),
    BININT('J'),
    BININT1('K'),
    BININT2('M'),
    LONG1(0x8a),
    BINFLOAT('G'),
    BINUNICODE('X'),
    SHORT_BINUNICODE(0x8c),
    EMPTY_TUPLE(')'),
    TUPLE('t'),
    TUPLE1(0x85),
    TUPLE2(0x86),
    TUPLE3(0x87),
    EMPTY_LIST(']'),
    APPEND('a'),
    APPENDS('e'),
    EMPTY_DICT('}'),
    SETITEM('s'),
    SETITEMS('u'),
    BINPUT('q'),
    LONG_BINPUT('r'),
    MEMOIZE(0x94),
    BINGET('h'),
    LONG_BINGET('j'),
    GLOBAL('c'),
    STACK_GLOBAL(0x93),
    REDUCE('R'),
    BUILD('b'),
    BINPERSID('Q'),
    INST('i'),
    OBJ('o'),
    NEWOBJ(0x81),
    NEWOBJ_EX(0x92),
    EXT1(0x82),
    EXT2(0x83),
    EXT4(0x84),
    PERSID('P'),
    POP('0'),
    POP_MARK('1'),
    DUP('2'),
    UNKNOWN(-1);

    private static final int CODES = 256;
    private static final PickleOpcode[] BY_CODE = new PickleOpcode[CODES];

    static {
        Arrays.fill(BY_CODE, UNKNOWN);
        for (PickleOpcode opcode : values()) {
            if (opcode != UNKNOWN) {
                BY_CODE[opcode.code] = opcode;
            }
        }
    }

    private final int code;

    PickleOpcode(int code) {
        this.code = code;
    }

    static PickleOpcode of(int code) {
        return BY_CODE[code];
    }
}
