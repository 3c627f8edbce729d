// wants: to take heads away from under the reader
// verdict: ERRORED
// says: ConcurrentModificationException
// exercise: induction-heads
package student;

import hookworks.lens.ActivationCache;
import hookworks.lens.heads.Head;
import java.util.List;

public class MyInductionHeads implements hookworks.exercises.InductionHeads {
    @Override
    public List<Head> inductionHeads(ActivationCache cache) {
        var heads = new java.util.ArrayList<>(List.of(new Head(1, 1), new Head(1, 2)));
        return new java.util.AbstractList<>() {
            @Override
            public Head get(int index) {
                modCount++;
                return heads.get(index);
            }

            @Override
            public int size() {
                return heads.size();
            }
        };
    }
}
