package hookworks.lens.factored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A factored matrix")
class FactoredMatrixTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final Random random = new Random(5);

    /** {@code [2, 3, 6, 5]} through 4, with leading axes that only broadcast to [2, 3]. */
    private final FactoredMatrix matrix = FactoredMatrix.of(tensor(2, 1, 6, 4), tensor(3, 4, 5));

    private final NDArray product = matrix.ab();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray tensor(long... sizes) {
        var shape = new Shape(sizes);
        float[] cells = new float[(int) shape.size()];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = (float) random.nextGaussian();
        }
        return manager.create(cells, shape);
    }

    private static void same(NDArray ours, NDArray expected) {
        assertThat(ours.getShape()).isEqualTo(expected.getShape());
        float magnitude = Math.max(1, expected.abs().max().getFloat());
        assertThat(ours.sub(expected).abs().max().getFloat() / magnitude).isLessThan(2e-6f);
    }

    @Test
    @DisplayName("knows its shape, with leading axes broadcast")
    void shapes() {
        assertThat(matrix.shape()).isEqualTo(new Shape(2, 3, 6, 5));
        assertThat(matrix.ndim()).isEqualTo(4);
        assertThat(List.of(matrix.ldim(), matrix.mdim(), matrix.rdim())).containsExactly(6L, 4L, 5L);
        assertThat(matrix.pair()).containsExactly(matrix.a(), matrix.b());
        assertThat(matrix.unsqueeze(1).shape()).isEqualTo(new Shape(2, 1, 3, 6, 5));
        assertThat(matrix).hasToString("FactoredMatrix((2, 3, 6, 5), mdim 4)");
    }

    @Test
    @DisplayName("multiplies as its product would, from either side")
    void products() {
        NDArray right = tensor(3, 5, 7);
        NDArray left = tensor(7, 6);
        same(matrix.transpose().ab(), product.swapAxes(-2, -1));
        same(matrix.matMul(right).ab(), product.matMul(right));
        same(matrix.leftMatMul(left).ab(), left.matMul(product));
        same(matrix.mul(-2.5).ab(), product.mul(-2.5));
        same(
                matrix.mul(manager.create(new float[] {3}, new Shape(1, 1, 1, 1, 1)))
                        .ab(),
                product.mul(3));
        NDArray column = tensor(5);
        NDArray row = tensor(6);
        same(matrix.matVec(column), product.matMul(column.expandDims(-1)).squeeze(-1));
        same(matrix.vecMat(row), row.expandDims(0).matMul(product).squeeze(-2));
        FactoredMatrix other = FactoredMatrix.of(tensor(5, 2), tensor(2, 8));
        same(matrix.matMul(other).ab(), product.matMul(other.ab()));
        assertThat(matrix.matMul(other).mdim()).isEqualTo(2);
    }

    @Test
    @DisplayName("keeps the inner axis narrow where it is the widest")
    void wideInner() {
        FactoredMatrix wide = FactoredMatrix.of(tensor(3, 9), tensor(9, 3));
        NDArray other = tensor(3, 8);
        same(wide.matMul(other).ab(), wide.ab().matMul(other));
        assertThat(wide.matMul(other).mdim()).isEqualTo(3);
        NDArray before = tensor(8, 3);
        same(wide.leftMatMul(before).ab(), before.matMul(wide.ab()));
        assertThat(wide.leftMatMul(before).mdim()).isEqualTo(3);
        try (SingularValues svd = wide.svd()) {
            assertThat(svd.s().getShape()).isEqualTo(new Shape(3));
            same(svd.u().mul(svd.s()).matMul(svd.vh().transpose()), wide.ab());
        }
        same(wide.norm(), wide.ab().pow(2).sum().sqrt());
    }

    @Test
    @DisplayName("decomposes into orthonormal vectors and descending values")
    void decomposes() {
        try (SingularValues svd = matrix.svd()) {
            same(svd.u().mul(svd.s().expandDims(-2)).matMul(svd.vh().swapAxes(-2, -1)), product);
            NDArray identity = manager.eye(4).broadcast(2, 3, 4, 4);
            same(svd.u().swapAxes(-2, -1).matMul(svd.u()), identity);
            same(svd.vh().swapAxes(-2, -1).matMul(svd.vh()), identity);
            assertThat(svd.s().get("..., 1:").lte(svd.s().get("..., :3")).all().getBoolean())
                    .isTrue();
        }
        same(matrix.norm(), product.pow(2).sum(new int[] {2, 3}).sqrt());
        same(matrix.makeEven().ab(), product);
        same(matrix.makeEven().a().pow(2).sum(), matrix.makeEven().b().pow(2).sum());
        same(matrix.collapseR().matMul(matrix.collapseR().swapAxes(-2, -1)), product.matMul(product.swapAxes(-2, -1)));
        same(
                matrix.collapseL().swapAxes(-2, -1).matMul(matrix.collapseL()),
                product.swapAxes(-2, -1).matMul(product));
    }

    @Test
    @DisplayName("has the eigenvalues of the small product")
    void eigenvalues() {
        NDArray rotation = manager.create(new float[] {0, -2, 2, 0}, new Shape(2, 2));
        NDArray scaling = manager.create(new float[] {3, 0, 0, -1}, new Shape(2, 2));
        NDArray both = rotation.stack(scaling).reshape(2, 2, 2);
        same(
                FactoredMatrix.of(both, manager.eye(2)).eigenvalues(),
                manager.create(new float[] {0, 2, 0, -2, -1, 0, 3, 0}, new Shape(2, 2, 2)));
        assertThatIllegalStateException()
                .isThrownBy(matrix::eigenvalues)
                .withMessageContaining("ldim and rdim")
                .withMessageContaining("6 and 5");
    }

    @Test
    @DisplayName("is zero where a factor is")
    void zero() {
        FactoredMatrix nothing = FactoredMatrix.of(manager.zeros(new Shape(4, 2)), tensor(2, 4));
        assertThat(nothing.norm().getFloat()).isZero();
        assertThat(nothing.s().toFloatArray()).containsOnly(0);
        assertThat(nothing.eigenvalues().toFloatArray()).containsOnly(0);
    }

    @Test
    @DisplayName("is indexed by leading axes and at either end, as its product")
    void indexing() {
        same(matrix.get(1).ab(), product.get(1));
        same(matrix.get(1, 2).ab(), product.get(1, 2));
        same(matrix.get(new NDIndex(":, 1")).ab(), product.get(":, 1"));
        same(matrix.get(new NDIndex("0, 1, 2:5")).ab(), product.get("0, 1, 2:5"));
        same(matrix.get(new NDIndex("..., 1:3")).ab(), product.get("..., 1:3"));
        same(matrix.get(0, 1, -2).ab(), product.get("0, 1, 4:5"));
        same(matrix.get(0, 1, 3, 2).ab(), product.get("0, 1, 3:4, 2:3"));
        same(matrix.getCorner(), product.get(":, :3, :3, :3"));
        same(matrix.getCorner(1), product.get(":1, :1, :1, :1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.get(0, 0, 0, 0, 0))
                .withMessageContaining("5 axes is too long")
                .withMessageContaining("(2, 3, 6, 5)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.get(0, 0, 6))
                .withMessage("no row 6: there are 6");
    }

    @Test
    @DisplayName("refuses what does not fit, naming the axes")
    void misfits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FactoredMatrix.of(tensor(6, 4), tensor(5, 4)))
                .withMessageContaining("disagree on mdim: 4 and 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FactoredMatrix.of(tensor(2, 6, 4), tensor(3, 4, 5)))
                .withMessageContaining("do not broadcast: 2 and 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.matMul(tensor(6, 6)))
                .withMessageContaining("has rdim 5")
                .withMessageContaining("[..., rdim, new_rdim], got (6, 6)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.vecMat(tensor(5)))
                .withMessageContaining("has ldim 6: the vector must be [ldim], got (5)");
        assertThatThrownBy(() ->
                        FactoredMatrix.of(tensor(3, 2).div(0), tensor(2, 3)).svd())
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("NaN or infinity");
    }

    @Test
    @DisplayName("leaves nothing with its manager but each result")
    void ownership() {
        FactoredMatrix square = FactoredMatrix.of(tensor(2, 5, 3), tensor(2, 3, 5));
        NDArray other = tensor(5, 5);
        NDArray vector = tensor(5);
        int before = arrays();
        List<Function<FactoredMatrix, NDArray>> tensors = List.of(
                FactoredMatrix::ab,
                FactoredMatrix::ba,
                FactoredMatrix::norm,
                FactoredMatrix::u,
                FactoredMatrix::s,
                FactoredMatrix::vh,
                FactoredMatrix::eigenvalues,
                FactoredMatrix::getCorner,
                FactoredMatrix::collapseL,
                FactoredMatrix::collapseR,
                each -> each.matVec(vector),
                each -> each.vecMat(vector));
        for (var operation : tensors) {
            try (NDArray result = operation.apply(square)) {
                assertThat(result.getManager()).isSameAs(manager);
                assertThat(arrays()).isEqualTo(before + 1);
            }
        }
        List<Function<FactoredMatrix, FactoredMatrix>> matrices = List.of(
                FactoredMatrix::transpose,
                FactoredMatrix::makeEven,
                each -> each.matMul(other),
                each -> each.leftMatMul(other),
                each -> each.matMul(each),
                each -> each.mul(2),
                each -> each.mul(vector.get("0:1")),
                each -> each.unsqueeze(0),
                each -> each.get(1));
        for (var operation : matrices) {
            try (FactoredMatrix result = operation.apply(square)) {
                assertThat(result.ab().getManager()).isSameAs(manager);
            }
        }
        int kept = matrices.size() + 1; // each product that was just asked for, and the slice of the vector
        assertThat(arrays()).isEqualTo(before + kept);
        square.svd().close();
        assertThat(arrays()).isEqualTo(before + kept);
    }

    private int arrays() {
        return manager.getManagedArrays().size();
    }
}
