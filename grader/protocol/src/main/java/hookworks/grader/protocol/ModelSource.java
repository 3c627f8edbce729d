package hookworks.grader.protocol;

import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.SeededModel;

/** Makes the models that calls name, or finds the ones made before. */
@FunctionalInterface
public interface ModelSource {
    HookedTransformer model(SeededModel name);
}
