package hookworks.exercises.figures;

import hookworks.exercises.ReverseEngineering;
import hookworks.lens.HookedTransformer;
import java.util.List;

/** Section 4's figures. */
record ReverseEngineeringFigures(ReverseEngineering exercises, HookedTransformer model) {
    List<Sketch> sketches() {
        return new QkCircuitFigures(exercises, model).sketches();
    }
}
