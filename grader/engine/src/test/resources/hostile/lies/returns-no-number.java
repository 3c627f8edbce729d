// wants: to be as accurate as no number can tell
// verdict: FAILED
// says: NaN
// exercise: top-1-accuracy
package student;

import hookworks.lens.factored.FactoredMatrix;

public class MyReverseEngineering implements hookworks.exercises.ReverseEngineering {
    @Override
    public double top1Accuracy(FactoredMatrix circuit, int batchSize) {
        return Double.NaN;
    }
}
