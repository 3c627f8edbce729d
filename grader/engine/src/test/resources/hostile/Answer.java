package student;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.hooks.HookPoint;

/** The right answer, for attacks that want to be believed or to do harm unseen. */
final class Answer {
    private Answer() {}

    static NDArray of(NDArray pattern, HookPoint hook, NDArray store) {
        long length = pattern.getShape().get(2);
        NDArray cells = pattern.reshape(pattern.getShape().get(0), pattern.getShape().get(1), length * length);
        NDArray stripe = cells.get(new NDIndex(":, :, {}::{}", ((length - 1) / 2 - 1) * length, length + 1));
        NDArray filed = store.duplicate();
        filed.set(new NDIndex("{}", hook.layer()), stripe.mean(new int[] {2}).mean(new int[] {0}));
        return filed;
    }
}
