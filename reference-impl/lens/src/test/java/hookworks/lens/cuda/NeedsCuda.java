package hookworks.lens.cuda;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that run on an NVIDIA GPU; skipped, with a printed reason, where PyTorch finds none. */
@Tag("cuda")
@ExtendWith(NeedsCuda.Condition.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface NeedsCuda {
    /** Asks PyTorch itself, which knows its build and the driver. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Engine engine = Engine.getInstance();
            if (engine.hasCapability(StandardCapabilities.CUDA) && engine.getGpuCount() > 0) {
                return ConditionEvaluationResult.enabled("PyTorch has %d CUDA devices".formatted(engine.getGpuCount()));
            }
            String reason = "PyTorch has no CUDA device here: build with -Pcuda on a machine with an NVIDIA GPU";
            if (context.getTestMethod().isEmpty()) {
                System.out.printf("skipped '%s': %s%n", context.getDisplayName(), reason);
            }
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
