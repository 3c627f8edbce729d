package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;

/** A student's way to queries, or to keys, and the situations that both meet alike. */
record Projecting(Projection projection, Scenarios scenarios, Way way) {
    private static final int COMPONENTS = 6;

    /** The student's method. */
    @FunctionalInterface
    interface Way {
        NDArray of(NDArray input, HookedTransformer model, Head head);
    }

    /** Drawn components, and some head that is another one with layer and index exchanged. */
    void eachComponent() {
        var model = RealRuns.model(scenarios);

        judge(drawn(model, COMPONENTS, scenarios.between(9, 13)), model, new Head(1, 2));
        judge(drawn(model, COMPONENTS + 3, scenarios.between(9, 13)), model, new Head(2, 0));
    }

    /** The components of a real run, whose sum the model has projected itself. */
    void addsUp() {
        var model = RealRuns.model(scenarios);
        ActivationCache cache = RealRuns.cache(scenarios, model, scenarios.between(9, 13));
        var head = new Head(1, scenarios.between(0, 4));

        NDArray parts = judge(new QkInputParts(cache).right(), model, head);

        NDArray whole = cache.get(projection.hook(1)).get(new NDIndex(":, {}", head.index()));
        TensorAnswer.named("the sum of all components", parts.sum(new int[] {0}), "pos", "d_head")
                .mustEqual(whole, Tolerance.FLOAT32_SUM);
    }

    void everyHead() {
        var model = RealRuns.model(scenarios);
        NDArray input = drawn(model, 3, 5);

        Head.ofModel(model.config().nLayers(), model.config().nHeads()).forEach(head -> judge(input, model, head));
    }

    /** As many positions as the stream is wide, then as many components, then a head as wide as the stream. */
    void equalSizes() {
        var model = RealRuns.model(scenarios);
        int width = model.config().dModel();
        judge(drawn(model, 4, width), model, new Head(1, 3));
        judge(drawn(model, width, width), model, new Head(2, 1));

        var square = RealRuns.model(scenarios, 2, 3, 8, 8);
        judge(drawn(square, 8, 8), square, new Head(1, 2));
    }

    void edges() {
        var model = RealRuns.model(scenarios);
        judge(drawn(model, 1, 9), model, new Head(0, 4));
        judge(drawn(model, 5, 1), model, new Head(2, 3));

        var narrow = RealRuns.model(scenarios, 1, 1, 9, 1);
        judge(drawn(narrow, 4, 6), narrow, new Head(0, 0));
    }

    void askedAgain() {
        var model = RealRuns.model(scenarios);
        NDArray input = drawn(model, COMPONENTS, 9);
        var other = RealRuns.model(scenarios, 2, 4, 19, 3);

        judge(input, model, new Head(1, 4));
        judge(drawn(other, 7, 11), other, new Head(0, 1));
        judge(input, model, new Head(2, 2));
        judge(input, model, new Head(1, 4));
    }

    private NDArray judge(NDArray input, HookedTransformer model, Head head) {
        var expected = new ProjectedParts(projection, input, model, head);

        NDArray answer = way.of(input, model, head);

        TensorAnswer.named("%s of head %s".formatted(projection.words(), head), answer, "component", "pos", "d_head")
                .mustEqual(expected.right(), Tolerance.FLOAT32_SUM, expected::mistakes);
        return answer;
    }

    private NDArray drawn(HookedTransformer model, int components, int length) {
        return scenarios.normal(1, components, length, model.config().dModel());
    }
}
