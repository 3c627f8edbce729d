// wants: to have nothing among its heads
// verdict: ERRORED
// says: expected item 0 of the result to be
// exercise: induction-heads
package student;

import hookworks.lens.ActivationCache;
import hookworks.lens.heads.Head;
import java.util.List;

public class MyInductionHeads implements hookworks.exercises.InductionHeads {
    @Override
    public List<Head> inductionHeads(ActivationCache cache) {
        return java.util.Collections.singletonList(null);
    }
}
