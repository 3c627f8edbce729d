package hookworks.lens.golden;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.lens.factored.FactoredMatrix;
import java.util.regex.Pattern;

/** Factored matrices: norms, products, singular values, eigenvalues. */
final class FactoredChecks {
    private static final Pattern OF_A_HEAD = Pattern.compile("(full_)?OV_(\\d+)_(\\d+)/(\\w+)");

    private FactoredChecks() {}

    static void check(GoldenCase golden) {
        try (FactoredMatrix qk = golden.model().qk(golden.manager());
                FactoredMatrix ov = golden.model().ov(golden.manager())) {
            for (String name : golden.names("factored/")) {
                switch (name) {
                    case "QK_norm" -> golden.compare("factored/" + name, qk.norm());
                    case "OV_norm" -> golden.compare("factored/" + name, ov.norm());
                    default -> compareHead(golden, name, ov);
                }
            }
        }
    }

    private static void compareHead(GoldenCase golden, String name, FactoredMatrix ov) {
        var parts = OF_A_HEAD.matcher(name);
        assertThat(parts.matches()).as("recorded name %s", name).isTrue();
        FactoredMatrix head = ov.get(Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)));
        FactoredMatrix circuit = parts.group(1) == null
                ? head
                : head.leftMatMul(golden.model().wE()).matMul(golden.model().wU());
        assertThat(circuit.mdim()).isEqualTo(ov.mdim());
        golden.compare(
                "factored/" + name,
                switch (parts.group(4)) {
                    case "AB" -> circuit.ab();
                    case "S" -> circuit.s();
                    case "eigenvalues_re_im" -> circuit.eigenvalues();
                    case "norm" -> circuit.norm();
                    case "corner" ->
                        circuit.getCorner(
                                (int) golden.read("factored/" + name).getShape().get(0));
                    default -> throw new AssertionError("unknown recording " + name);
                });
    }
}
