package hookworks.grader.protocol;

import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.ModelName;

/** Makes the models that calls name, or finds the ones made before. */
@FunctionalInterface
public interface ModelSource {
    HookedTransformer model(ModelName name);
}
