package hookworks.grader.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.CourseSection;
import hookworks.exercises.Guesses;
import hookworks.lens.ActivationCache;
import hookworks.lens.factored.FactoredMatrix;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.HookPoint;
import java.lang.reflect.Type;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Values of an exercise's types")
class ValueCodingTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final ValueDecoding decoding = new ValueDecoding(manager, name -> {
        throw new AssertionError("no model expected");
    });

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(WireType.class)
    @DisplayName("cross as tensors of each element type, views included")
    void tensors(WireType type) throws ProtocolException {
        NDArray array = manager.arange(24f)
                .reshape(2, 3, 4)
                .toType(type.dataType(), true)
                .transpose(2, 0, 1);
        WireValue wire = ValueEncoding.encode(array, NDArray.class, "x");
        var back = (NDArray) decoding.decode(wire, NDArray.class);
        assertThat(back.getShape()).isEqualTo(new Shape(4, 2, 3));
        assertThat(back).isEqualTo(array);
        assertThat(back.getManager()).isSameAs(manager);
    }

    @Test
    @DisplayName("cross as empty tensors and scalars")
    void edges() throws ProtocolException {
        for (NDArray array : List.of(manager.zeros(new Shape(0, 3)), manager.create(2.5f))) {
            var back = (NDArray) decoding.decode(ValueEncoding.encode(array, NDArray.class, "x"), NDArray.class);
            assertThat(back.getShape()).isEqualTo(array.getShape());
            assertThat(back.toFloatArray()).isEqualTo(array.toFloatArray());
        }
    }

    @Test
    @DisplayName("cross as records and hook points")
    void records() throws ProtocolException {
        NDArray hits = manager.create(new boolean[] {true, false});
        var back = (Guesses)
                decoding.decode(ValueEncoding.encode(new Guesses(1, 2, hits), Guesses.class, "x"), Guesses.class);
        assertThat(back.correct()).isEqualTo(1);
        assertThat(back.total()).isEqualTo(2);
        assertThat(back.hits()).isEqualTo(hits);

        var hook = HookPoint.named("blocks.11.attn.hook_pattern");
        var hookBack = (HookPoint) decoding.decode(ValueEncoding.encode(hook, HookPoint.class, "x"), HookPoint.class);
        assertThat(hookBack.layer()).isEqualTo(11);
    }

    @Test
    @DisplayName("cross as factored matrices, by their factors")
    void factored() throws ProtocolException {
        FactoredMatrix matrix =
                FactoredMatrix.of(manager.arange(24f).reshape(2, 3, 4), manager.ones(new Shape(2, 4, 5)));
        var back = (FactoredMatrix)
                decoding.decode(ValueEncoding.encode(matrix, FactoredMatrix.class, "x"), FactoredMatrix.class);
        assertThat(back.a()).isEqualTo(matrix.a());
        assertThat(back.b()).isEqualTo(matrix.b());
    }

    @Test
    @DisplayName("are refused as factors that do not fit")
    void badFactors() {
        var fields = new WireValue.Fields(Map.of(
                "a", ValueEncoding.encode(manager.ones(new Shape(2, 3)), NDArray.class, "a"),
                "b", ValueEncoding.encode(manager.ones(new Shape(4, 5)), NDArray.class, "b")));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> decoding.decode(fields, FactoredMatrix.class))
                .withMessageContaining("no factors of one matrix");
    }

    @Test
    @DisplayName("cross as caches in the order of the run, with a batch axis or without")
    void caches() throws ProtocolException {
        var activations = new LinkedHashMap<String, NDArray>();
        activations.put("hook_pos_embed", manager.ones(new Shape(3, 5)));
        activations.put("blocks.0.attn.hook_pattern", manager.ones(new Shape(2, 3, 3)));
        activations.put("blocks.1.attn.hook_pattern", manager.zeros(new Shape(2, 3, 3)));
        var back = (ActivationCache) decoding.decode(
                ValueEncoding.encode(ActivationCache.withoutBatchDim(activations), ActivationCache.class, "x"),
                ActivationCache.class);
        assertThat(back.names()).containsExactlyElementsOf(activations.keySet());
        assertThat(back.hasBatchDim()).isFalse();
        assertThat(back.nLayers()).isEqualTo(2);
        assertThat(back.get("pattern", -1)).isEqualTo(activations.get("blocks.1.attn.hook_pattern"));

        var batched = (ActivationCache) decoding.decode(
                ValueEncoding.encode(new ActivationCache(activations), ActivationCache.class, "x"),
                ActivationCache.class);
        assertThat(batched.hasBatchDim()).isTrue();
    }

    @Test
    @DisplayName("are refused as a cache that names an activation twice, or too few")
    void badCaches() {
        WireValue tensor = ValueEncoding.encode(manager.ones(new Shape(2)), NDArray.class, "t");
        var text = new WireValue.Text("hook_embed");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() ->
                        decoding.decode(cache(List.of(text, text), List.of(tensor, tensor)), ActivationCache.class))
                .withMessageContaining("'hook_embed' twice");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> decoding.decode(cache(List.of(text), List.of()), ActivationCache.class))
                .withMessageContaining("1 names for 0 tensors");
    }

    private static WireValue cache(List<WireValue> names, List<WireValue> tensors) {
        return new WireValue.Fields(Map.of(
                "batch", new WireValue.Truth(true),
                "names", new WireValue.Items(names),
                "tensors", new WireValue.Items(tensors)));
    }

    @Test
    @DisplayName("that are null break the contract, by name")
    void nulls() {
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> ValueEncoding.encode(null, NDArray.class, "the result"))
                .withMessage("expected the result to be NDArray, got null");
    }

    @Test
    @DisplayName("of an element type that can't cross break the contract")
    void elementType() {
        NDArray half = manager.ones(new Shape(2)).toType(DataType.FLOAT16, true);
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> ValueEncoding.encode(half, NDArray.class, "the result"))
                .withMessageContaining("float16");
    }

    @Test
    @DisplayName("of another type than the declared one break the contract, inside a list too")
    void otherTypes() {
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> ValueEncoding.encode("1.1", NDArray.class, "the result"))
                .withMessage("expected the result to be NDArray, got java.lang.String");
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> ValueEncoding.encode(List.of("1.1"), headsType(), "the result"))
                .withMessage("expected item 0 of the result to be Head, got java.lang.String");
    }

    @Test
    @DisplayName("cross as numbers and truths, whose declared types are primitive")
    void primitives() {
        assertThat(ValueEncoding.encode(2.5, double.class, "x")).isEqualTo(new WireValue.Real(2.5));
        assertThat(ValueEncoding.encode(7, int.class, "x")).isEqualTo(new WireValue.Whole(7));
        assertThat(ValueEncoding.encode(true, boolean.class, "x")).isEqualTo(new WireValue.Truth(true));
    }

    @Test
    @DisplayName("that no frame can hold break the contract: too many axes, lists without end, names too long")
    void tooLarge() {
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> ValueEncoding.encode(
                        manager.ones(new Shape(1, 1, 1, 1, 1, 1, 1, 1, 1)), NDArray.class, "the result"))
                .withMessageContaining("rank of a tensor is 9");
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> ValueEncoding.encode(new Endless(), headsType(), "the result"))
                .withMessageContaining("at most 10,000 items");
        var vastName = Map.of("hook".repeat(Bounds.TEXT), manager.ones(new Shape(1, 1)));
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(
                        () -> ValueEncoding.encode(new ActivationCache(vastName), ActivationCache.class, "the result"))
                .withMessageContaining("a name in the result to have at most 65,536 characters");
    }

    /** Says that it holds one head, and yields one after another. */
    private static final class Endless extends AbstractList<Head> {
        @Override
        public Head get(int index) {
            return new Head(0, index);
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public Iterator<Head> iterator() {
            return Stream.generate(() -> new Head(0, 0)).iterator();
        }
    }

    private static Type headsType() {
        return CourseSection.FINDING_INDUCTION_HEADS
                .method("induction-heads")
                .orElseThrow()
                .getGenericReturnType();
    }

    @Test
    @DisplayName("are made as the declared type says, whatever the wire claims")
    void declaredTypeDecides() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> decoding.decode(new WireValue.Text("x"), NDArray.class));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() ->
                        decoding.decode(new WireValue.Fields(Map.of("correct", new WireValue.Whole(1))), Guesses.class))
                .withMessageContaining("expected the components of Guesses");
    }
}
