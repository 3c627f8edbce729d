package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import hookworks.grader.suites.reverseengineering.Projecting.Way;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import java.util.ArrayList;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Ways in which queries go wrong as keys do. */
final class WrongProjections {
    private WrongProjections() {}

    /** Right but for what becomes of the answer. */
    static Way then(Projection projection, UnaryOperator<NDArray> change) {
        return (input, model, head) -> change.apply(right(projection, input, model, head));
    }

    /** Right but for what goes in. */
    static Way first(Projection projection, UnaryOperator<NDArray> change) {
        return (input, model, head) -> right(projection, change.apply(input), model, head);
    }

    /** Right for another head. */
    static Way ofHead(Projection projection, BiFunction<HookedTransformer, Head, Head> other) {
        return (input, model, head) -> right(projection, input, model, other.apply(model, head));
    }

    static Way ofLayer(Projection projection, int layer) {
        return ofHead(
                projection, (model, head) -> new Head(layer < 0 ? model.config().nLayers() - 1 : layer, head.index()));
    }

    /** Reads the stack as {@code [head, layer, ...]}. */
    static Way exchanged(Projection projection) {
        return ofHead(
                projection,
                (model, head) -> new Head(
                        head.index() % model.config().nLayers(),
                        head.layer() % model.config().nHeads()));
    }

    static Way everyHead(Projection projection) {
        return (input, model, head) -> {
            var all = new NDList();
            for (int index = 0; index < model.config().nHeads(); index++) {
                all.add(right(projection, input, model, new Head(head.layer(), index)));
            }
            return NDArrays.stack(all, 2);
        };
    }

    static Way meanHead(Projection projection) {
        return (input, model, head) ->
                everyHead(projection).of(input, model, head).mean(new int[] {2});
    }

    /** Multiplies by the matrix the wrong way round, where its shape lets that pass. */
    static Way transposed(Projection projection) {
        return (input, model, head) -> {
            NDArray weights = projection.weights(model, input.getManager()).get(head.layer(), head.index());
            boolean square = weights.getShape().get(0) == weights.getShape().get(1);
            return input.matMul(square ? weights.transpose() : weights);
        };
    }

    /** Sums over positions instead of the stream's width, where there are as many. */
    static Way overPositions(Projection projection) {
        return first(projection, input -> {
            boolean alike = input.getShape().get(1) == input.getShape().get(2);
            return alike ? input.swapAxes(1, 2) : input;
        });
    }

    static Way scaled(Projection projection) {
        return (input, model, head) -> right(projection, input, model, head)
                .div(Math.sqrt(model.config().dHead()));
    }

    static Way doublingTheWeights(Projection projection) {
        return (input, model, head) -> {
            NDArray answer = right(projection, input, model, head);
            projection.weights(model, input.getManager()).muli(2);
            return answer;
        };
    }

    static Way repeatingTheFirstAnswer(Projection projection) {
        var answers = new ArrayList<NDArray>();
        return (input, model, head) -> {
            answers.add(right(projection, input, model, head));
            return answers.getFirst();
        };
    }

    /** Goes on with the head of the first question. */
    static Way keepingTheFirstHead(Projection projection) {
        var heads = new ArrayList<Head>();
        return (input, model, head) -> {
            heads.add(head);
            Head kept = heads.getFirst();
            boolean there = kept.layer() < model.config().nLayers()
                    && kept.index() < model.config().nHeads();
            return right(projection, input, model, there ? kept : head);
        };
    }

    static Way zeros(Projection projection) {
        return then(projection, NDArray::zerosLike);
    }

    static Way notANumber(Projection projection) {
        return then(projection, right -> right.zerosLike().div(0f));
    }

    static Way doubles(Projection projection) {
        return then(projection, right -> right.toType(DataType.FLOAT64, true));
    }

    static Way none() {
        return (input, model, head) -> nothing();
    }

    private static NDArray right(Projection projection, NDArray input, HookedTransformer model, Head head) {
        return input.matMul(projection.weights(model, input.getManager()).get(head.layer(), head.index()));
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
