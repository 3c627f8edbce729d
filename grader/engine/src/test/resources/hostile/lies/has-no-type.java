// wants: to be asked about a type that is not there
// verdict: ERRORED
// says: expected the result to hold float32
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return Lazy.tensor(store, java.util.Map.of("getDataType", () -> null));
    }
}
// file: student/Lazy.java
package student;

import ai.djl.ndarray.NDArray;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Supplier;

/** A tensor that says what it likes about itself. */
final class Lazy {
    private Lazy() {}

    static NDArray tensor(NDArray real, Map<String, Supplier<?>> lies) {
        return (NDArray) Proxy.newProxyInstance(Lazy.class.getClassLoader(), new Class<?>[] {NDArray.class}, (proxy, method, arguments) -> {
            var lie = lies.get(method.getName());
            try {
                return lie == null ? method.invoke(real, arguments) : lie.get();
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
