// wants: to have the compiler ask for ever whether one type is another
// verdict: ERRORED
// says: the compiler gave up
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return Answer.of(pattern, hook, store);
    }

    interface Contrary<T> {}

    interface Expanding<T> extends Contrary<Contrary<? super Expanding<Expanding<T>>>> {}

    static Contrary<? super Expanding<Byte>> ask(Expanding<Byte> one) {
        return one;
    }
}
