// wants: to leave a mark on a file that every worker has
// verdict: PASSED
// says: 
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        long setxattr = 188;
        long utimensat = 280;
        long chmod = 90;
        long jar = Kernel.text(System.getProperty("java.class.path").split(":")[0]);
        if (Kernel.call(setxattr, jar, Kernel.text("user.left"), Kernel.text("I was here"), 10, 0) >= 0
                || Kernel.call(utimensat, -100, jar, 0, 0) >= 0
                || Kernel.call(chmod, jar, 0777) >= 0) {
            throw new IllegalStateException("left a mark");
        }
        return Answer.of(pattern, hook, store);
    }
}
