package hookworks.solutions;

import static hookworks.lens.axes.Einsum.einsum;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.LowRank;
import hookworks.exercises.QkvCompositionScores;
import hookworks.exercises.ReverseEngineering;
import hookworks.exercises.Svd;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.factored.SingularValues;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.lens.memory.TensorScope;
import hookworks.lens.parameters.ModelWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;

/** Section 4, solved. Results belong to the manager of the first tensor given, or to the model's caller where there is none. */
public final class ReferenceReverseEngineering implements ReverseEngineering {
    /** Far below every score, so that its share after the softmax is 0. */
    private static final float HIDDEN = -1e9f;

    @Override
    public double top1Accuracy(FactoredMatrix circuit, int batchSize) {
        return shareOfRows(circuit, batchSize, (rows, numbers) -> rows.argMax(1).eq(numbers));
    }

    @Override
    public double topKAccuracy(FactoredMatrix circuit, int k, int batchSize) {
        return shareOfRows(circuit, batchSize, (rows, numbers) -> {
            NDArray diagonal = rows.gather(numbers.expandDims(1), 1); // [row, 1]
            NDArray larger = rows.gt(diagonal).toType(DataType.INT64, false).sum(new int[] {1}); // [row]
            return larger.lt(k);
        });
    }

    /**
     * The share of a circuit's rows that are hits.
     *
     * @param hits of some rows {@code [row, column]} and their numbers in the whole matrix {@code [row]}: which of them
     *     are, {@code [row]}
     */
    private static double shareOfRows(FactoredMatrix circuit, int batchSize, BinaryOperator<NDArray> hits) {
        long found = 0;
        for (long first = 0; first < circuit.ldim(); first += batchSize) {
            long end = Math.min(first + batchSize, circuit.ldim()); // the last batch may be smaller
            try (NDManager scratch = circuit.a().getManager().newSubManager()) {
                NDArray rows = circuit.a()
                        .get(scratch, new NDIndex("{}:{}", first, end))
                        .matMul(circuit.b()); // [row, column]
                NDArray numbers = scratch.arange((int) first, (int) end, 1, DataType.INT64);
                found += hits.apply(rows, numbers)
                        .toType(DataType.INT64, false)
                        .sum()
                        .getLong();
            }
        }
        return (double) found / circuit.ldim();
    }

    @Override
    public FactoredMatrix effectiveOvCircuit(HookedTransformer model, List<Head> heads) {
        NDManager owner = NDManager.newBaseManager(model.device());
        try (NDManager scratch = owner.newSubManager()) {
            ModelWeights weights = model.weights(scratch);
            var readers = new NDList();
            var writers = new NDList();
            for (Head head : heads) {
                readers.add(weights.wV().get(head.layer(), head.index())); // [d_model, d_head]
                writers.add(weights.wO().get(head.layer(), head.index())); // [d_head, d_model]
            }
            NDArray a = weights.wE().matMul(NDArrays.concat(readers, 1)); // [token, head * d_head]
            NDArray b = NDArrays.concat(writers, 0).matMul(weights.wU()); // [head * d_head, logit]
            return FactoredMatrix.of(a, b, owner);
        }
    }

    @Override
    public NDArray posByPosPattern(HookedTransformer model, Head head) {
        NDManager owner = NDManager.newBaseManager(model.device());
        try (NDManager scratch = owner.newSubManager()) {
            ModelWeights weights = model.weights(scratch);
            NDArray positions = weights.wPos(); // [position, d_model]
            NDArray queries = positions.matMul(weights.wQ().get(head.layer(), head.index())); // [query, d_head]
            NDArray keys = positions.matMul(weights.wK().get(head.layer(), head.index())); // [key, d_head]
            NDArray scores = queries.matMul(keys.transpose())
                    .div((float) Math.sqrt(model.config().dHead())); // [query, key]
            NDArray position = scratch.arange(model.config().nCtx());
            NDArray isLater = position.expandDims(0).gt(position.expandDims(1)); // [query, key]
            NDArray masked = scores.add(isLater.toType(DataType.FLOAT32, false).mul(HIDDEN));
            NDArray pattern = masked.softmax(-1); // each query shares itself out over the keys
            pattern.attach(owner);
            return pattern;
        }
    }

    @Override
    public LowRank lowRank(NDArray a, NDArray b, NDArray c) {
        try (var scope = TensorScope.within(a.getManager())) {
            NDArray tall = scope.borrow(a); // [m, rank]
            NDArray wide = scope.borrow(b); // [rank, m]
            double trace = tall.mul(wide.transpose()).sum().getFloat(); // the diagonal of AB, and nothing else of it
            NDArray small = scope.keep(wide.matMul(tall)); // [rank, rank]
            Svd svd = svdOfProduct(tall, scope.borrow(c));
            return new LowRank(trace, small, new Svd(scope.keep(svd.u()), scope.keep(svd.s()), scope.keep(svd.v())));
        }
    }

    /** With A = U S Vᵀ and C = U' S' V'ᵀ, the product is U (S Vᵀ U' S') V'ᵀ, and what is in the middle is small. */
    private static Svd svdOfProduct(NDArray a, NDArray c) {
        SingularValues left = svd(a); // U [m, rank], V [rank, rank]
        SingularValues right = svd(c); // U' [rank, rank], V' [n, rank]
        NDArray turned = left.vh().transpose().matMul(right.u()); // [rank, rank]
        NDArray core = turned.mul(left.s().expandDims(1)).mul(right.s()); // rows times S, columns times S'
        SingularValues inner = svd(core);
        return new Svd(left.u().matMul(inner.u()), inner.s(), right.vh().matMul(inner.vh()));
    }

    /** Of a single matrix: the lens decomposes products, and the identity makes one, on whichever side is narrow. */
    private static SingularValues svd(NDArray matrix) {
        int rows = Math.toIntExact(matrix.getShape().get(0));
        int columns = Math.toIntExact(matrix.getShape().get(1));
        NDManager manager = matrix.getManager();
        return rows < columns
                ? FactoredMatrix.of(manager.eye(rows), matrix).svd()
                : FactoredMatrix.of(matrix, manager.eye(columns)).svd();
    }

    @Override
    public FactoredMatrix fullOvCircuit(HookedTransformer model, Head head) {
        NDManager owner = NDManager.newBaseManager(model.device());
        try (NDManager scratch = owner.newSubManager()) {
            ModelWeights weights = model.weights(scratch);
            NDArray wV = weights.wV().get(head.layer(), head.index()); // [d_model, d_head]
            NDArray wO = weights.wO().get(head.layer(), head.index()); // [d_head, d_model]
            NDArray read = weights.wE().matMul(wV); // [source token, d_head]
            NDArray written = wO.matMul(weights.wU()); // [d_head, output token]
            return FactoredMatrix.of(read, written, owner);
        }
    }

    @Override
    public NDArray circuitSample(FactoredMatrix circuit, NDArray indices) {
        NDManager owner = circuit.a().getManager();
        try (NDManager scratch = owner.newSubManager()) {
            NDArray rows = circuit.a().get(scratch, new NDIndex("{}", indices)); // [n, mdim]
            NDArray columns = circuit.b().get(scratch, new NDIndex(":, {}", indices)); // [mdim, n]
            NDArray sample = rows.matMul(columns);
            sample.attach(owner);
            return sample;
        }
    }

    @Override
    public NDArray decomposeQkInput(ActivationCache cache) {
        NDArray embed = cache.get("embed"); // [pos, d_model]
        NDArray posEmbed = cache.get("pos_embed"); // [pos, d_model]
        NDArray results = cache.get("result", 0); // [pos, head, d_model]
        NDManager owner = embed.getManager();
        try (NDManager scratch = owner.newSubManager()) {
            scratch.tempAttachAll(embed, posEmbed, results);
            var parts = new NDList(
                    embed.expandDims(0),
                    posEmbed.expandDims(0),
                    results.swapAxes(0, 1)); // each [component, pos, d_model]
            NDArray components = NDArrays.concat(parts, 0);
            components.attach(owner);
            return components;
        }
    }

    @Override
    public NDArray decomposeQ(NDArray qkInput, HookedTransformer model, Head head) {
        return projected(qkInput, model.wQ(), head);
    }

    @Override
    public NDArray decomposeK(NDArray qkInput, HookedTransformer model, Head head) {
        return projected(qkInput, model.wK(), head);
    }

    /** Each component through one head's matrix: {@code [component, pos, d_head]}. */
    private static NDArray projected(NDArray components, NDArray ofAllHeads, Head head) {
        try (NDManager scratch = components.getManager().newSubManager()) {
            NDArray ofHead = ofAllHeads.get(scratch, head.layer(), head.index()); // [d_model, d_head]
            return components.matMul(ofHead);
        }
    }

    @Override
    public NDArray decomposeAttnScores(NDArray q, NDArray k) {
        int width = Math.toIntExact(q.getShape().get(2));
        try (NDArray products =
                einsum("query_part query d_head, key_part key d_head -> query_part key_part query key", q, k)) {
            return products.div((float) Math.sqrt(width));
        }
    }

    @Override
    public FactoredMatrix kCompositionCircuit(HookedTransformer model, Head previous, Head induction) {
        NDManager owner = NDManager.newBaseManager(model.device());
        try (NDManager scratch = owner.newSubManager()) {
            ModelWeights weights = model.weights(scratch);
            NDArray wE = weights.wE(); // [d_vocab, d_model]
            NDArray wQ = weights.wQ().get(induction.layer(), induction.index()); // [d_model, d_head]
            NDArray wK = weights.wK().get(induction.layer(), induction.index()); // [d_model, d_head]
            NDArray wV = weights.wV().get(previous.layer(), previous.index()); // [d_model, d_head]
            NDArray wO = weights.wO().get(previous.layer(), previous.index()); // [d_head, d_model]
            NDArray queries = wE.matMul(wQ); // [query token, d_head]
            // A key knows its token only through what the earlier head wrote; narrow products first.
            NDArray keys = wE.matMul(wV).matMul(wO.matMul(wK)); // [key token, d_head]
            return FactoredMatrix.of(queries, keys.transpose(), owner);
        }
    }

    @Override
    public double compositionScore(NDArray wA, NDArray wB) {
        try (NDArray product = wA.matMul(wB)) { // [i, k]
            double norms = norm(wA) * norm(wB);
            return norms == 0 ? 0 : norm(product) / norms; // zeros write nothing that could be read
        }
    }

    /** Frobenius's: the root of the sum of all squares. */
    private static double norm(NDArray matrix) {
        try (NDArray norm = matrix.norm()) {
            return norm.getFloat();
        }
    }

    @Override
    public QkvCompositionScores compositionScores(HookedTransformer model) {
        NDManager owner = NDManager.newBaseManager(model.device());
        try (NDManager scratch = owner.newSubManager()) {
            ModelWeights weights = model.weights(scratch);
            NDArray written = weights.wV().get(0).matMul(weights.wO().get(0)); // [head, d_model, d_model]
            NDArray moved = weights.wV().get(1).matMul(weights.wO().get(1)); // [head, d_model, d_model]
            NDArray asked = weights.wQ().get(1).matMul(weights.wK().get(1).swapAxes(1, 2)); // [head, query, key]
            return new QkvCompositionScores(
                    eachWithEach(written, asked, owner),
                    eachWithEach(written, asked.swapAxes(1, 2), owner), // now the key's side reads
                    eachWithEach(written, moved, owner));
        }
    }

    /** {@code [head that writes, head that reads]}. */
    private NDArray eachWithEach(NDArray written, NDArray read, NDManager owner) {
        int heads = Math.toIntExact(written.getShape().get(0));
        float[] scores = new float[heads * heads];
        for (int pair = 0; pair < scores.length; pair++) {
            scores[pair] = (float) compositionScore(written.get(pair / heads), read.get(pair % heads));
        }
        return owner.create(scores, new Shape(heads, heads));
    }

    @Override
    public double randomCompositionScore(int dModel, int dHead, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        var factor = new Shape(dModel, dHead);
        try (NDManager scratch = NDManager.newBaseManager()) {
            NDArray wA = randomLowRank(scratch, factor, random);
            NDArray wB = randomLowRank(scratch, factor, random);
            return compositionScore(wA, wB);
        }
    }

    /** {@code [d_model, d_model]}, and of rank {@code d_head}, as a head's matrices are. */
    private static NDArray randomLowRank(NDManager owner, Shape factor, RandomGenerator random) {
        NDArray left = drawn(owner, factor, random); // [d_model, d_head]
        NDArray right = drawn(owner, factor, random); // [d_model, d_head]
        return left.matMul(right.transpose());
    }

    /** Kaiming-uniform, as a linear layer's weights begin. The score doesn't change with the bound. */
    private static NDArray drawn(NDManager owner, Shape shape, RandomGenerator random) {
        double bound = 1 / Math.sqrt((double) shape.get(1));
        float[] cells = new float[Math.toIntExact(shape.size())];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = (float) random.nextDouble(-bound, bound);
        }
        return owner.create(cells, shape);
    }

    @Override
    public NDArray batchedCompositionScores(FactoredMatrix wAs, FactoredMatrix wBs) {
        NDManager owner = wAs.a().getManager();
        try (NDManager scratch = owner.newSubManager()) {
            scratch.tempAttachAll(wAs.a(), wAs.b(), wBs.a(), wBs.b());
            // A = P Q and B = R S, numbered through along one axis, with an axis of 1 for the other's number
            NDArray p = stack(wAs.a()).expandDims(1); // [first, 1, i, m]
            NDArray q = stack(wAs.b()).expandDims(1); // [first, 1, m, j]
            NDArray r = stack(wBs.a()).expandDims(0); // [1, second, j, n]
            NDArray s = stack(wBs.b()).expandDims(0); // [1, second, n, k]
            NDArray outer = p.swapAxes(-2, -1).matMul(p); // [first, 1, m, m]
            NDArray inner = s.matMul(s.swapAxes(-2, -1)); // [1, second, n, n]
            NDArray middle = q.matMul(r); // [first, second, m, n]
            NDArray products = root(outer.matMul(middle).mul(middle.matMul(inner))); // [first, second]
            NDArray ofA = root(outer.mul(q.matMul(q.swapAxes(-2, -1)))); // [first, 1]
            NDArray ofB = root(inner.mul(r.swapAxes(-2, -1).matMul(r))); // [1, second]
            NDArray norms = ofA.mul(ofB).maximum(Float.MIN_NORMAL); // zeros score 0, and not 0/0
            NDArray scores = products.div(norms).reshape(leading(wAs).addAll(leading(wBs)));
            scores.attach(owner);
            return scores;
        }
    }

    private static NDArray stack(NDArray factors) {
        int axes = factors.getShape().dimension();
        return factors.reshape(
                -1, factors.getShape().get(axes - 2), factors.getShape().get(axes - 1));
    }

    /** The root of each matrix' sum; rounding may have taken a sum of 0 below it. */
    private static NDArray root(NDArray products) {
        return products.sum(new int[] {-2, -1}).maximum(0).sqrt();
    }

    private static Shape leading(FactoredMatrix matrices) {
        return matrices.shape().slice(0, matrices.ndim() - 2);
    }

    @Override
    public double ablatedInductionScore(
            HookedTransformer model, NDArray repeatedTokens, List<Head> ablate, Head induction) {
        var hooks = new ArrayList<Hook>();
        for (Head head : ablate) {
            hooks.add(Hook.replacing(HookName.v(head.layer()), (v, point) -> silenced(v, head.index())));
        }
        var score = new double[1]; // a lambda can fill an array's cell, not a variable
        hooks.add(Hook.reading(HookName.pattern(induction.layer()), (pattern, point) -> {
            NDArray ofHead = pattern.get(new NDIndex(":, {}", induction.index())); // [batch, query, key]
            score[0] = stripe(ofHead).mean().getFloat();
        }));
        model.runWithHooks(repeatedTokens, hooks).close();
        return score[0];
    }

    private static NDArray silenced(NDArray v, int head) {
        NDArray silenced = v.duplicate(); // [batch, pos, head, d_head]
        silenced.set(new NDIndex(":, :, {}", head), 0);
        return silenced;
    }

    /** The diagonal from query S - 1 on key 0 to the last query: {@code [batch, S + 2]}. */
    private static NDArray stripe(NDArray pattern) {
        long length = pattern.getShape().get(1);
        long block = (length - 1) / 2;
        // With query and key laid end to end, one step down the diagonal is length + 1 cells on.
        NDArray cells = pattern.reshape(pattern.getShape().get(0), length * length);
        return cells.get(new NDIndex(":, {}::{}", (block - 1) * length, length + 1));
    }
}
