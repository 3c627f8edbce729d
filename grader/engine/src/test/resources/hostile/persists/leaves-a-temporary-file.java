// wants: the next submission to find what it wrote
// verdict: ERRORED
// says: found nothing of an earlier one
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;
import java.nio.file.Files;
import java.nio.file.Path;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            boolean left = ours != null;
            Path note = Path.of("/tmp/note");
            boolean found = !left && Files.exists(note);
            ours = Files.writeString(note, "I was here");
            throw new IllegalStateException("found " + (found ? "what" : "nothing of") + " an earlier one" + (found ? " left" : ""));
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }

    private static Path ours;
}
