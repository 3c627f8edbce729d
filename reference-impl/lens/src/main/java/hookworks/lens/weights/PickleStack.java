package hookworks.lens.weights;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a pickle machine works on: values, marks between them, and a memo. */
final class PickleStack {
    private static final int MAX_VALUES = 1 << 20;
    private static final int MAX_MARKS = 256;

    private final List<PickleValue> values = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();
    private final Map<Long, PickleValue> memo = new HashMap<>();
    private long pushed;

    /** Every value of a pickle is pushed, so that their number is bounded here. */
    void push(PickleValue value) {
        pushed++;
        if (pushed > MAX_VALUES) {
            throw new WeightsException("it has more than the %d values of any state dict".formatted(MAX_VALUES));
        }
        values.add(value);
    }

    /** Never reaches below a mark. */
    PickleValue pop() {
        PickleValue top = top();
        values.removeLast();
        return top;
    }

    PickleValue top() {
        if (values.size() <= (marks.isEmpty() ? 0 : marks.getLast())) {
            throw new WeightsException("it takes a value from where none is");
        }
        return values.getLast();
    }

    /** The last values, in the order in which they were pushed. */
    List<PickleValue> pop(int count) {
        var popped = new ArrayList<PickleValue>();
        for (int index = 0; index < count; index++) {
            popped.addFirst(pop());
        }
        return popped;
    }

    void mark() {
        if (marks.size() >= MAX_MARKS) {
            throw new WeightsException("it has more than %d marks at once".formatted(MAX_MARKS));
        }
        marks.addLast(values.size());
    }

    /** The values since the last mark, which goes too. */
    List<PickleValue> popToMark() {
        if (marks.isEmpty()) {
            throw new WeightsException("it looks for a mark where none is");
        }
        List<PickleValue> since = values.subList(marks.removeLast(), values.size());
        List<PickleValue> popped = List.copyOf(since);
        since.clear();
        return popped;
    }

    void remember(long index) {
        if (index >= MAX_VALUES) {
            throw new WeightsException("it numbers a value %d; the limit is %d".formatted(index, MAX_VALUES));
        }
        memo.put(index, top());
    }

    /** Under the next free number. */
    void remember() {
        remember(memo.size());
    }

    PickleValue recall(long index) {
        PickleValue value = memo.get(index);
        if (value == null) {
            throw new WeightsException("it asks for value %d, which it never numbered".formatted(index));
        }
        return value;
    }

    /** The one value that is left at the end. */
    PickleValue result() {
        if (values.size() != 1 || !marks.isEmpty()) {
            throw new WeightsException(
                    "it ends with %d values and %d marks instead of one value".formatted(values.size(), marks.size()));
        }
        return values.getFirst();
    }
}
