package hookworks.lens.factored;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.memory.SameDevice;
import hookworks.lens.memory.TensorScope;
import java.util.List;

/**
 * The matrix A·B, kept as its factors A {@code [..., ldim, mdim]} and B {@code [..., mdim, rdim]}, with mdim usually
 * far below the others. The product is made only by {@link #ab}.
 *
 * <p>It owns a view of each factor, and no copy, in the manager of A, where every result goes as well; closing it frees
 * the two views and nothing that was computed from them. An operation leaves only its result behind. The maths follow
 * TransformerLens' {@code FactoredMatrix}.
 */
public final class FactoredMatrix implements AutoCloseable {
    private static final int CORNER = 3;

    private final FactoredShape shape;
    private final NDArray a;
    private final NDArray b;

    private FactoredMatrix(NDArray a, NDArray b, NDManager owner) {
        SameDevice.require("B", b, "A", a.getDevice());
        this.shape = FactoredShape.of(a.getShape(), b.getShape());
        this.a = stretched(a, shape.a(), owner);
        this.b = stretched(b, shape.b(), owner);
    }

    /**
     * Factors a matrix.
     *
     * @param a {@code [..., ldim, mdim]}
     * @param b {@code [..., mdim, rdim]}; leading axes broadcast
     * @return belongs to the manager of {@code a}
     */
    public static FactoredMatrix of(NDArray a, NDArray b) {
        return of(a, b, a.getManager());
    }

    /** As {@link #of(NDArray, NDArray)}, for factors whose managers take nothing more: belongs to {@code owner}. */
    public static FactoredMatrix of(NDArray a, NDArray b, NDManager owner) {
        return new FactoredMatrix(a, b, owner);
    }

    private static NDArray stretched(NDArray factor, Shape shape, NDManager owner) {
        NDArray view = TensorScope.view(factor, owner);
        if (view.getShape().equals(shape)) {
            return view;
        }
        try (view) {
            return view.broadcast(shape);
        }
    }

    /** {@code [..., ldim, mdim]}, this matrix' own. */
    public NDArray a() {
        return a;
    }

    /** {@code [..., mdim, rdim]}, this matrix' own. */
    public NDArray b() {
        return b;
    }

    /** A {@code [..., ldim, mdim]} and B {@code [..., mdim, rdim]}, this matrix' own. */
    public List<NDArray> pair() {
        return List.of(a, b);
    }

    /** {@code [..., ldim, rdim]}, the shape of the product. */
    public Shape shape() {
        return shape.product();
    }

    /** Axes of the product, the leading ones too. */
    public int ndim() {
        return shape().dimension();
    }

    /** Rows of the product. */
    public long ldim() {
        return shape.ldim();
    }

    /** The width between the factors. */
    public long mdim() {
        return shape.mdim();
    }

    /** Columns of the product. */
    public long rdim() {
        return shape.rdim();
    }

    /** The product, {@code [..., ldim, rdim]}: large. Belongs to this matrix' manager. */
    public NDArray ab() {
        return a.matMul(b);
    }

    /**
     * The product the other way round, {@code [..., mdim, mdim]}. Belongs to this matrix' manager.
     *
     * @throws IllegalStateException where the product is not square
     */
    public NDArray ba() {
        if (ldim() != rdim()) {
            throw new IllegalStateException(
                    "BA needs ldim and rdim to be equal, got %d and %d in %s".formatted(ldim(), rdim(), this));
        }
        return b.matMul(a);
    }

    /** The transpose, {@code [..., rdim, ldim]}; shares memory with this. */
    public FactoredMatrix transpose() {
        try (NDArray left = swapped(b);
                NDArray right = swapped(a)) {
            return of(left, right);
        }
    }

    /**
     * The product with a matrix on the right.
     *
     * @param right {@code [..., rdim, new_rdim]}; leading axes broadcast
     * @return {@code [..., ldim, new_rdim]}, factored
     */
    public FactoredMatrix matMul(NDArray right) {
        requireInner("rdim", rdim(), right, 2);
        if (rdim() > mdim()) {
            try (NDArray product = b.matMul(right)) {
                return of(a, product);
            }
        }
        try (NDArray narrow = ab()) { // no wider than A
            return of(narrow, right, owner());
        }
    }

    /** The product with a factored matrix {@code [..., rdim, new_rdim]} on the right. */
    public FactoredMatrix matMul(FactoredMatrix right) {
        try (FactoredMatrix half = matMul(right.a)) {
            return half.matMul(right.b);
        }
    }

    /**
     * The product with a matrix on the left.
     *
     * @param left {@code [..., new_ldim, ldim]}; leading axes broadcast
     * @return {@code [..., new_ldim, rdim]}, factored; belongs to this matrix' manager
     */
    public FactoredMatrix leftMatMul(NDArray left) {
        requireInner("ldim", ldim(), left, 1);
        try (var scope = TensorScope.within(owner())) {
            if (ldim() > mdim()) {
                return of(scope.borrow(left).matMul(a), b, owner());
            }
            return of(left, scope.borrow(a).matMul(b), owner()); // AB is no higher than B
        }
    }

    /**
     * The product with a vector on the right.
     *
     * @param vector {@code [rdim]}
     * @return {@code [..., ldim]}; belongs to this matrix' manager
     */
    public NDArray matVec(NDArray vector) {
        requireVector("rdim", rdim(), vector);
        try (var scope = TensorScope.within(owner())) {
            NDArray column = scope.borrow(vector).expandDims(-1);
            NDArray inner = scope.borrow(b).matMul(column); // [..., mdim, 1]
            return scope.keep(scope.borrow(a).matMul(inner).squeeze(-1));
        }
    }

    /**
     * The product with a vector on the left.
     *
     * @param vector {@code [ldim]}
     * @return {@code [..., rdim]}; belongs to this matrix' manager
     */
    public NDArray vecMat(NDArray vector) {
        requireVector("ldim", ldim(), vector);
        try (var scope = TensorScope.within(owner())) {
            NDArray row = scope.borrow(vector).expandDims(0);
            return scope.keep(row.matMul(a).matMul(b).squeeze(-2));
        }
    }

    /** The matrix times a number. */
    public FactoredMatrix mul(double scalar) {
        try (NDArray scaled = a.mul(scalar)) {
            return of(scaled, b);
        }
    }

    /** The matrix times a number that is a tensor of one element, {@code []} or {@code [1, ...]}. */
    public FactoredMatrix mul(NDArray scalar) {
        if (scalar.size() != 1) {
            throw new IllegalArgumentException(
                    "scaling needs one number, got a tensor of shape %s; multiply matrices with matMul"
                            .formatted(scalar.getShape()));
        }
        try (NDArray plain = scalar.reshape(new Shape());
                NDArray scaled = a.mul(plain)) {
            return of(scaled, b);
        }
    }

    /**
     * The Frobenius norm, {@code |AB|² = tr(AᵀA BBᵀ)}: from the factors' Gram matrices {@code [mdim, mdim]} in double
     * precision.
     *
     * @return {@code [...]}, one norm for each matrix; belongs to this matrix' manager
     */
    public NDArray norm() {
        try (var scope = TensorScope.within(owner())) {
            var grams = Grams.of(this, scope);
            return scope.keep(grams.norm().toType(a.getDataType(), false));
        }
    }

    /** The singular value decomposition, by QR of each factor and SVD of the core between them. */
    public SingularValues svd() {
        return SmallSolvers.svd(this);
    }

    /** Left singular vectors, {@code [..., ldim, rank]}; see {@link SingularValues}. */
    public NDArray u() {
        SingularValues found = svd();
        found.s().close();
        found.vh().close();
        return found.u();
    }

    /** Singular values, {@code [..., rank]}, descending; see {@link SingularValues}. */
    public NDArray s() {
        SingularValues found = svd();
        found.u().close();
        found.vh().close();
        return found.s();
    }

    /** Right singular vectors, {@code [..., rdim, rank]}; see {@link SingularValues}. */
    public NDArray vh() {
        SingularValues found = svd();
        found.u().close();
        found.s().close();
        return found.vh();
    }

    /**
     * The eigenvalues of BA, which are those of the product but for its zeros.
     *
     * @return {@code [..., mdim, 2]}, the real part and the imaginary part, ascending by the real part; belongs to this
     *     matrix' manager
     * @throws IllegalStateException where the product is not square
     */
    public NDArray eigenvalues() {
        try (NDArray small = ba()) {
            return SmallSolvers.eigenvalues(small);
        }
    }

    /** The same product from factors of equal size: {@code U sqrt(S)} and {@code sqrt(S) Vhᵀ}. */
    public FactoredMatrix makeEven() {
        try (SingularValues svd = svd();
                var scope = TensorScope.within(owner())) {
            NDArray roots = scope.borrow(svd.s()).sqrt();
            NDArray left = scope.borrow(svd.u()).mul(roots.expandDims(-2));
            NDArray right = swapped(svd.vh(), scope).mul(roots.expandDims(-1));
            return of(left, right, owner());
        }
    }

    /** The product without its left rotation, {@code S Vhᵀ}: {@code [..., rank, rdim]}, of the same norm. */
    public NDArray collapseL() {
        try (SingularValues svd = svd();
                var scope = TensorScope.within(owner())) {
            NDArray scales = scope.borrow(svd.s()).expandDims(-1);
            return scope.keep(swapped(svd.vh(), scope).mul(scales));
        }
    }

    /** The product without its right rotation, {@code U S}: {@code [..., ldim, rank]}, of the same norm. */
    public NDArray collapseR() {
        try (SingularValues svd = svd();
                var scope = TensorScope.within(owner())) {
            NDArray scales = scope.borrow(svd.s()).expandDims(-2);
            return scope.keep(scope.borrow(svd.u()).mul(scales));
        }
    }

    /** As {@link #getCorner(int)}, three wide. */
    public NDArray getCorner() {
        return getCorner(CORNER);
    }

    /**
     * A look at the product: the first entries along every axis, the leading ones too, made of as many rows and
     * columns.
     *
     * @param size at least 1; where an axis is shorter, all of it
     * @return {@code [..., size, size]}; belongs to this matrix' manager
     */
    public NDArray getCorner(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a corner needs a size of at least 1, got " + size);
        }
        var corner = new NDIndex();
        for (int axis = 0; axis < ndim(); axis++) {
            corner.addSliceDim(0, Math.min(size, shape().get(axis)));
        }
        try (FactoredMatrix cut = get(corner)) {
            return cut.ab();
        }
    }

    /** A new leading axis of size 1, at {@code axis} from 0; shares memory with this. */
    public FactoredMatrix unsqueeze(int axis) {
        if (axis < 0 || axis > ndim() - 2) {
            throw new IllegalArgumentException(
                    "a leading axis goes in at 0 to %d of %s, not at %d".formatted(ndim() - 2, this, axis));
        }
        try (NDArray left = a.expandDims(axis);
                NDArray right = b.expandDims(axis)) {
            return of(left, right);
        }
    }

    /** The matrix at a place of the leading axes, or the matrices there; shares memory with this. */
    public FactoredMatrix get(long... leading) {
        return get(new NDIndex(leading));
    }

    /**
     * A part of the matrix, by an index into the product: leading axes first, then rows, then columns. A single row or
     * column stays as an axis of size 1. Shares memory with this.
     *
     * @param index of numbers, slices, all, and an ellipsis; axes that it does not name are taken whole
     */
    public FactoredMatrix get(NDIndex index) {
        var split = FactoredIndex.split(index, shape());
        try (NDArray left = a.get(owner(), split.ofA());
                NDArray right = b.get(owner(), split.ofB())) {
            return of(left, right);
        }
    }

    /** Frees the views of the factors. */
    @Override
    public void close() {
        a.close();
        b.close();
    }

    @Override
    public String toString() {
        return "FactoredMatrix(%s, mdim %d)".formatted(shape(), mdim());
    }

    NDManager owner() {
        return a.getManager();
    }

    Shape leading() {
        return shape.leading();
    }

    DataType dataType() {
        return a.getDataType();
    }

    private static NDArray swapped(NDArray matrix) {
        return matrix.swapAxes(-2, -1);
    }

    private static NDArray swapped(NDArray matrix, TensorScope scope) {
        return scope.borrow(matrix).swapAxes(-2, -1);
    }

    private void requireInner(String name, long size, NDArray other, int place) {
        SameDevice.require("the other matrix", other, toString(), a.getDevice());
        Shape found = other.getShape();
        if (found.dimension() < 2 || FactoredShape.fromEnd(found, place) != size) {
            String wanted = place == 2 ? "[..., rdim, new_rdim]" : "[..., new_ldim, ldim]";
            throw new IllegalArgumentException(
                    "%s has %s %d: the other matrix must be %s, got %s".formatted(this, name, size, wanted, found));
        }
    }

    private void requireVector(String name, long size, NDArray vector) {
        SameDevice.require("the vector", vector, toString(), a.getDevice());
        if (!vector.getShape().equals(new Shape(size))) {
            throw new IllegalArgumentException("%s has %s %d: the vector must be [%s], got %s"
                    .formatted(this, name, size, name, vector.getShape()));
        }
    }
}
