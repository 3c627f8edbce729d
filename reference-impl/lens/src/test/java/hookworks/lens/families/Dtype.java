package hookworks.lens.families;

import java.nio.ByteBuffer;

/** How a safetensors file stores one number; the constants carry the file's own names. */
enum Dtype {
    F32(4) {
        @Override
        void put(ByteBuffer target, double value) {
            target.putFloat((float) value);
        }

        @Override
        double get(ByteBuffer source) {
            return source.getFloat();
        }
    },
    F16(2) {
        @Override
        void put(ByteBuffer target, double value) {
            target.putShort(Float.floatToFloat16((float) value));
        }

        @Override
        double get(ByteBuffer source) {
            return Float.float16ToFloat(source.getShort());
        }
    },
    BF16(2) {
        @Override
        void put(ByteBuffer target, double value) {
            int bits = Float.floatToRawIntBits((float) value);
            int half = 0x7FFF + ((bits >>> 16) & 1); // to the nearest, ties to even
            target.putShort((short) ((bits + half) >>> 16));
        }

        @Override
        double get(ByteBuffer source) {
            return Float.intBitsToFloat(source.getShort() << 16);
        }
    },
    U8(1) {
        @Override
        void put(ByteBuffer target, double value) {
            target.put((byte) value);
        }

        @Override
        double get(ByteBuffer source) {
            return Byte.toUnsignedInt(source.get());
        }
    };

    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    abstract void put(ByteBuffer target, double value);

    abstract double get(ByteBuffer source);
}
