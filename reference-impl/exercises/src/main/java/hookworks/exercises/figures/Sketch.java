package hookworks.exercises.figures;

import ai.djl.ndarray.NDManager;
import hookworks.lens.plots.Figure;
import java.util.function.Function;

/**
 * A figure that is not drawn yet, since drawing it asks an implementation.
 *
 * @param name unique in the course; a page of the course says where the figure stands by it
 * @param exercise whose answer the figure shows
 * @param drawing asks and draws; its tensors belong to the manager that it is given
 */
public record Sketch(String name, String exercise, Function<NDManager, Figure> drawing) {
    /** Draws it; all native memory is freed again. */
    public Figure draw() {
        try (NDManager manager = NDManager.newBaseManager()) {
            return drawing.apply(manager).withId("figure-" + name);
        }
    }
}
