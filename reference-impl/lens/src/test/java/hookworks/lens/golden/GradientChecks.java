package hookworks.lens.golden;

import ai.djl.ndarray.NDArray;
import hookworks.lens.GradientRequest;
import hookworks.lens.GradientRun;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookFilter;
import java.util.List;

/** Gradients of the loss at hook points and weights, read directly and through backward hooks. */
final class GradientChecks {
    private static final String PARAMETER = "param/";

    private GradientChecks() {}

    static void check(GoldenCase golden) {
        NDArray tokens = golden.given("tokens");
        List<String> recorded = golden.names("grad/");
        List<String> points =
                recorded.stream().filter(name -> !name.startsWith(PARAMETER)).toList();
        List<String> parameters = golden.names("grad/" + PARAMETER);
        var request = GradientRequest.at(HookFilter.names(points.toArray(String[]::new)))
                .withParameters(parameters.toArray(String[]::new));

        compare(golden, points, parameters, golden.model().runWithGradients(tokens, request));
        List<Hook> cuts = points.stream()
                .map(point -> Hook.backward(point, (gradient, where) -> null))
                .toList();
        compare(golden, points, parameters, golden.model().runWithGradients(tokens, request.withHooks(cuts)));
        compare(golden, points, List.of(), golden.model().runWithGradients(tokens, request.withParameters()));
        compare(
                golden,
                points,
                List.of(),
                golden.model().runWithGradients(tokens, request.withParameters().withHooks(cuts)));
    }

    private static void compare(GoldenCase golden, List<String> points, List<String> parameters, GradientRun run) {
        try (run) {
            golden.compare("loss", run.objective());
            points.forEach(point -> golden.compare("grad/" + point, run.gradient(point), GoldenCase.TWO_PASSES));
            parameters.forEach(name ->
                    golden.compare("grad/" + PARAMETER + name, run.parameterGradient(name), GoldenCase.TWO_PASSES));
        }
    }
}
