package hookworks.lens.train;

import java.util.Arrays;

/** Ints that grow. */
final class IntList {
    private int[] values = new int[1024];
    private int size;

    void addAll(int[] more) {
        if (size + more.length > values.length) {
            values = Arrays.copyOf(values, Math.max(2 * values.length, size + more.length));
        }
        System.arraycopy(more, 0, values, size, more.length);
        size += more.length;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
