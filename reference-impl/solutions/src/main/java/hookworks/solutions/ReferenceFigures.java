package hookworks.solutions;

import ai.djl.Device;
import hookworks.exercises.figures.CourseFigures;
import hookworks.exercises.figures.Sketch;
import hookworks.lens.HookedTransformer;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The figures of the course as the reference draws them on the bundled model. */
public final class ReferenceFigures {
    private ReferenceFigures() {}

    /** Each figure as a piece of a page, by its name, in course order. */
    public static SequencedMap<String, String> html() {
        var drawn = new LinkedHashMap<String, String>();
        try (HookedTransformer model = HookedTransformer.bundled(Device.cpu())) {
            for (Object reference : References.all()) {
                for (Sketch sketch : CourseFigures.of(reference, model)) {
                    drawn.put(sketch.name(), sketch.draw().html());
                }
            }
        }
        return drawn;
    }
}
