package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;
import hookworks.lens.config.Normalization;
import hookworks.lens.parameters.Parameters.NormParameters;
import org.jspecify.annotations.Nullable;

/**
 * One normalization: LayerNorm (Ba et al. 2016, biased variance, eps inside the root) or RMSNorm (Zhang and Sennrich
 * 2019), with the hook points of what it divides by and of what it gives.
 */
final class Norm {
    private final Normalization.Kind kind;
    private final double eps;
    private final NormParameters parameters;
    private final int scalePoint;
    private final int normalizedPoint;

    /**
     * Makes a norm.
     *
     * @param scalePoint the number of its {@code hook_scale}
     * @param normalizedPoint the number of its {@code hook_normalized}
     */
    Norm(Normalization.Kind kind, double eps, NormParameters parameters, int scalePoint, int normalizedPoint) {
        this.kind = kind;
        this.eps = eps;
        this.parameters = parameters;
        this.scalePoint = scalePoint;
        this.normalizedPoint = normalizedPoint;
    }

    /**
     * Normalises over the last axis.
     *
     * @param value stays open
     * @return the same tensor where there is no norm
     */
    NDArray apply(NDArray value, ForwardRun run) {
        if (kind == Normalization.Kind.NONE) {
            return value;
        }
        boolean isHalf = value.getDataType().getNumOfBytes() < Float.BYTES;
        if (!isHalf) {
            return applyWide(value, run);
        }
        try (NDArray wide = value.toType(DataType.FLOAT32, false)) {
            NDArray normalized = applyWide(wide, run);
            NDArray narrow = normalized.toType(value.getDataType(), false);
            run.done(normalized);
            return narrow;
        }
    }

    private NDArray applyWide(NDArray value, ForwardRun run) {
        boolean isSeen = run.isWatched(scalePoint) || run.isWatched(normalizedPoint);
        if (kind == Normalization.Kind.LN && !isSeen && hasTypeOf(value)) {
            return fused(value);
        }
        NDArray centred = kind.isCentred() ? centred(value) : value;
        NDArray scale = run.at(scalePoint, scale(centred));
        NDArray unit = centred.div(scale);
        run.done(scale);
        if (kind.isCentred()) {
            centred.close();
        }
        return kind == Normalization.Kind.LN ? seenAfterParameters(unit, run) : seenBeforeWeight(unit, run);
    }

    /** Half parameters of what was widened can be multiplied, but not fused. */
    private boolean hasTypeOf(NDArray value) {
        return required(parameters.weight()).getDataType() == value.getDataType();
    }

    /** The same in one native call. */
    private NDArray fused(NDArray value) {
        Shape axis = new Shape(value.getShape().get(value.getShape().dimension() - 1));
        return LayerNorm.layerNorm(value, axis, required(parameters.weight()), required(parameters.bias()), (float) eps)
                .singletonOrThrow();
    }

    private NDArray seenAfterParameters(NDArray unit, ForwardRun run) {
        try (unit;
                NDArray weighted = unit.mul(required(parameters.weight()))) {
            return run.at(normalizedPoint, weighted.add(required(parameters.bias())));
        }
    }

    private NDArray seenBeforeWeight(NDArray unit, ForwardRun run) {
        NDArray seen = run.at(normalizedPoint, unit);
        if (!kind.hasWeight()) {
            return seen;
        }
        NDArray weighted = seen.mul(required(parameters.weight()));
        run.done(seen);
        return weighted;
    }

    private static NDArray centred(NDArray value) {
        try (NDArray mean = value.mean(new int[] {-1}, true)) {
            return value.sub(mean);
        }
    }

    private NDArray scale(NDArray centred) {
        try (NDArray squares = centred.mul(centred);
                NDArray variance = squares.mean(new int[] {-1}, true);
                NDArray shifted = variance.add(eps)) {
            return shifted.sqrt();
        }
    }

    private static NDArray required(@Nullable NDArray parameter) {
        if (parameter == null) {
            throw new IllegalStateException("the norm was made without a parameter that its kind needs");
        }
        return parameter;
    }
}
