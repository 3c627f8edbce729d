package hookworks.grader.engine.session;

import hookworks.grader.protocol.ModelSource;
import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.ModelName;

/** What answers may say about models: nothing. No exercise returns one. */
enum ModelNames implements ModelSource {
    NONE_COME_BACK;

    @Override
    public HookedTransformer model(ModelName name) {
        throw new IllegalStateException("an exercise's result type names a model, which no result may");
    }
}
