package hookworks.exercises.figures;

import hookworks.exercises.ReverseEngineering;
import hookworks.lens.HookedTransformer;
import java.util.List;
import java.util.stream.Stream;

/** Section 4's figures. */
record ReverseEngineeringFigures(ReverseEngineering exercises, HookedTransformer model) {
    List<Sketch> sketches() {
        return Stream.of(
                        new OvCircuitFigures(exercises, model).sketches(),
                        new CopyingFigures(exercises, model).sketches(),
                        new QkCircuitFigures(exercises, model).sketches(),
                        new CompositionFigures(exercises, model).sketches(),
                        new TargetedAblationFigures(exercises, model).sketches())
                .flatMap(List::stream)
                .toList();
    }
}
