package hookworks.benchmarks;

import ai.djl.ndarray.NDArray;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.hooks.Hook;
import java.util.List;

/** What is compared. Each returns what to wait for, {@code [batch, pos, ...]} of the tokens' manager. */
enum Contender {
    LOOP {
        @Override
        NDArray run(HookedTransformer model, HandWrittenLoop loop, NDArray tokens) {
            return loop.logits(tokens);
        }
    },
    FORWARD {
        @Override
        NDArray run(HookedTransformer model, HandWrittenLoop loop, NDArray tokens) {
            return model.forward(tokens);
        }
    },
    WITH_CACHE {
        @Override
        NDArray run(HookedTransformer model, HandWrittenLoop loop, NDArray tokens) {
            CachedRun run = model.runWithCache(tokens);
            run.cache().close();
            return run.logits();
        }
    },
    WITH_HOOKS {
        @Override
        NDArray run(HookedTransformer model, HandWrittenLoop loop, NDArray tokens) {
            return model.runWithHooks(tokens, READING);
        }
    },
    STOP_BEFORE_UNEMBED {
        @Override
        NDArray run(HookedTransformer model, HandWrittenLoop loop, NDArray tokens) {
            return model.forwardUntilLayer(tokens, model.config().nLayers());
        }
    };

    /** In the order of a round's figures. */
    static final List<Contender> ALL = List.of(values());

    private static final List<Hook> READING =
            List.of(Hook.reading(name -> name.endsWith("hook_pattern"), (pattern, point) -> pattern.getShape()));

    abstract NDArray run(HookedTransformer model, HandWrittenLoop loop, NDArray tokens);

    /** This one's figure among a round's. */
    double of(double[] round) {
        return round[ALL.indexOf(this)];
    }
}
