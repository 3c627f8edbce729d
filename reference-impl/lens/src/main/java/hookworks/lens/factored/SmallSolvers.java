package hookworks.lens.factored;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/** The decompositions that the tensor engine lacks, matrix by matrix in double precision, on the small core only. */
final class SmallSolvers {
    private SmallSolvers() {}

    private record Qr(DMatrixRMaj q, DMatrixRMaj r) {
        /** Householder reflections never fail: what EJML reports as false is a column of zeros, skipped. */
        static Qr of(DMatrixRMaj matrix) {
            var qr = DecompositionFactory_DDRM.qr(matrix.numRows, matrix.numCols);
            qr.decompose(matrix.copy());
            return new Qr(qr.getQ(null, true), qr.getR(null, true));
        }
    }

    private record Svd(DMatrixRMaj u, DMatrixRMaj s, DMatrixRMaj v) {
        /** Of {@code A B}: with A = Qa Ra and Bᵀ = Qb Rb, that of {@code Ra Rbᵀ}, turned by Qa and Qb. */
        static Svd of(DMatrixRMaj a, DMatrixRMaj b) {
            Qr left = Qr.of(a);
            Qr right = Qr.of(CommonOps_DDRM.transpose(b, null));
            var core = new DMatrixRMaj(left.r.numRows, right.r.numRows);
            CommonOps_DDRM.multTransB(left.r, right.r, core);
            var svd = DecompositionFactory_DDRM.svd(core.numRows, core.numCols, true, true, true);
            require(svd.decompose(core.copy()), "singular value decomposition", core);
            DMatrixRMaj u = svd.getU(null, false);
            DMatrixRMaj w = svd.getW(null);
            DMatrixRMaj v = svd.getV(null, false);
            SingularOps_DDRM.descendingOrder(u, false, w, v, false);
            var values = new DMatrixRMaj(1, Math.min(core.numRows, core.numCols));
            for (int place = 0; place < values.numCols; place++) {
                values.set(0, place, w.get(place, place));
            }
            return new Svd(CommonOps_DDRM.mult(left.q, u, null), values, CommonOps_DDRM.mult(right.q, v, null));
        }
    }

    /** Belongs to the manager of the matrix. */
    static SingularValues svd(FactoredMatrix matrix) {
        List<DMatrixRMaj> left = HostMatrices.read(matrix.a());
        List<DMatrixRMaj> right = HostMatrices.read(matrix.b());
        List<Svd> each = IntStream.range(0, left.size())
                .mapToObj(place -> Svd.of(left.get(place), right.get(place)))
                .toList();
        long rank = Math.min(matrix.mdim(), Math.min(matrix.ldim(), matrix.rdim()));
        Shape leading = matrix.leading();
        var target = new HostMatrices.Target(matrix.owner(), matrix.dataType());
        return new SingularValues(
                target.write(
                        each.stream().map(Svd::u).toList(),
                        leading.add(matrix.ldim()).add(rank)),
                target.write(each.stream().map(Svd::s).toList(), leading.add(rank)),
                target.write(
                        each.stream().map(Svd::v).toList(),
                        leading.add(matrix.rdim()).add(rank)));
    }

    /**
     * Eigenvalues of square matrices.
     *
     * @param square {@code [..., n, n]}
     * @return {@code [..., n, 2]}, real and imaginary part; belongs to the manager of {@code square}
     */
    static NDArray eigenvalues(NDArray square) {
        List<DMatrixRMaj> each = HostMatrices.read(square).stream()
                .map(SmallSolvers::eigenvalues)
                .toList();
        Shape shape = square.getShape();
        return new HostMatrices.Target(square.getManager(), square.getDataType())
                .write(each, shape.slice(0, shape.dimension() - 1).add(2));
    }

    private static DMatrixRMaj eigenvalues(DMatrixRMaj matrix) {
        var eigen = DecompositionFactory_DDRM.eig(matrix.numRows, false);
        require(eigen.decompose(matrix.copy()), "eigenvalue decomposition", matrix);
        Complex_F64[] found = IntStream.range(0, matrix.numRows)
                .mapToObj(eigen::getEigenvalue)
                .sorted(Comparator.comparingDouble(Complex_F64::getReal)
                        .thenComparing(Comparator.comparingDouble(Complex_F64::getImaginary)
                                .reversed()))
                .toArray(Complex_F64[]::new);
        return new DMatrixRMaj(
                found.length,
                2,
                true,
                Arrays.stream(found)
                        .flatMapToDouble(value -> DoubleStream.of(value.real, value.imaginary))
                        .toArray());
    }

    private static void require(boolean converged, String what, DMatrixRMaj matrix) {
        if (!converged) {
            throw new ArithmeticException("the %s of a [%d, %d] matrix did not converge; its largest entry is %s"
                    .formatted(what, matrix.numRows, matrix.numCols, CommonOps_DDRM.elementMaxAbs(matrix)));
        }
    }
}
