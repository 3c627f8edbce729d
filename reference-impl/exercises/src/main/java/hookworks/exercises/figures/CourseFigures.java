package hookworks.exercises.figures;

import hookworks.exercises.Hooks;
import hookworks.exercises.InductionHeads;
import hookworks.exercises.LensIntroduction;
import hookworks.exercises.ReverseEngineering;
import hookworks.lens.HookedTransformer;
import java.util.List;

/** Every figure of the course. */
public final class CourseFigures {
    private CourseFigures() {}

    /**
     * The figures of the section whose interface an object implements, in the order of the page.
     *
     * @param model with a tokenizer, such as the bundled one; stays the caller's
     * @throws IllegalArgumentException where it implements no section's interface
     */
    public static List<Sketch> of(Object implementation, HookedTransformer model) {
        return switch (implementation) {
            case LensIntroduction introduction -> new LensIntroductionFigures(introduction, model).sketches();
            case InductionHeads heads -> new InductionHeadsFigures(heads, model).sketches();
            case Hooks hooks -> new HooksFigures(hooks, model).sketches();
            case ReverseEngineering engineering -> new ReverseEngineeringFigures(engineering, model).sketches();
            default ->
                throw new IllegalArgumentException("%s implements no section's interface"
                        .formatted(implementation.getClass().getName()));
        };
    }
}
