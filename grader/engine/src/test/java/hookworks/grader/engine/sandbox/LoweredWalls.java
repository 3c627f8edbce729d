package hookworks.grader.engine.sandbox;

import java.util.Set;

/** The sandbox with some of its walls down: the only way to one, and only tests have it. */
public final class LoweredWalls {
    private LoweredWalls() {}

    /** Everything stands but what is lowered. */
    public static Sandbox without(Set<Protection> lowered) {
        return BubblewrapSandbox.behind(Walls.without(lowered));
    }
}
