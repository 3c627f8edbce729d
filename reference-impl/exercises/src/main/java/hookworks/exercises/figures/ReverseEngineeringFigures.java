package hookworks.exercises.figures;

import hookworks.exercises.ReverseEngineering;
import hookworks.lens.HookedTransformer;
import java.util.ArrayList;
import java.util.List;

/** Section 4's figures. */
record ReverseEngineeringFigures(ReverseEngineering exercises, HookedTransformer model) {
    List<Sketch> sketches() {
        var sketches = new ArrayList<Sketch>();
        sketches.addAll(new QkCircuitFigures(exercises, model).sketches());
        sketches.addAll(new TargetedAblationFigures(exercises, model).sketches());
        return sketches;
    }
}
