// wants: to read a file of the host as if it were a page
// verdict: ERRORED
// says: NoSuchFile
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            try (var stream = java.net.URI.create("jar:file:/etc/ssl/certs/java/cacerts!/x").toURL().openStream()) {
                throw new IllegalStateException("read " + stream.readAllBytes().length + " bytes");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
