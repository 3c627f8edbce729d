// wants: the memory that classes lie in
// verdict: LIMIT_EXCEEDED
// says: Metaspace
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            byte[] bytes = java.lang.classfile.ClassFile.of().build(java.lang.constant.ClassDesc.of("student.One"), one -> {
                for (int i = 0; i < 2_000; i++) {
                    one.withMethodBody("m" + i, java.lang.constant.MethodTypeDesc.ofDescriptor("()V"), 0x0009, code -> code.return_());
                }
            });
            var lookup = java.lang.invoke.MethodHandles.lookup();
            while (true) {
                kept.add(lookup.defineHiddenClass(bytes, false));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }

    private static final java.util.List<Object> kept = new java.util.ArrayList<>();
}
