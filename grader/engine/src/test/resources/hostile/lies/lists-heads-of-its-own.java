// wants: to have a record of its own taken for one of the lens
// verdict: ERRORED
// says: expected item 0 of the result to be Head, found student.Head
// exercise: induction-heads
package student;

import hookworks.lens.ActivationCache;
import java.util.List;

public class MyInductionHeads implements hookworks.exercises.InductionHeads {
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public List<hookworks.lens.heads.Head> inductionHeads(ActivationCache cache) {
        return (List) List.of(new Head(1, 1));
    }
}
// file: student/Head.java
package student;

record Head(int layer, int index) {}
