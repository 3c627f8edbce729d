// wants: to have text where heads are promised
// verdict: ERRORED
// says: expected item 0 of the result to be Head, found java.lang.String
// exercise: induction-heads
package student;

import hookworks.lens.ActivationCache;
import hookworks.lens.heads.Head;
import java.util.List;

public class MyInductionHeads implements hookworks.exercises.InductionHeads {
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public List<Head> inductionHeads(ActivationCache cache) {
        return (List) List.of("1.1", "1.2");
    }
}
