package hookworks.lens;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Collects what a library shows: its public types and what is public or protected in these, with their comments. */
final class PublicNames extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private static final Set<Tree.Kind> OPEN = Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE);

    /**
     * A public name.
     *
     * @param place file and line
     * @param name with its type's, and for methods with the types of what they take
     * @param comment as it stands in the source; absent where there is none
     * @param components of a record, by name
     * @param tensors whether tensors go in or out
     */
    record PublicName(String place, String name, Optional<String> comment, List<String> components, boolean tensors) {
        @Override
        public String toString() {
            return "%s %s".formatted(place, name);
        }
    }

    private final DocTrees trees;
    private final List<PublicName> found = new ArrayList<>();

    private PublicNames(DocTrees trees) {
        this.trees = trees;
    }

    /** Those below a folder of sources, which are parsed and not compiled. */
    static List<PublicName> below(Path folder) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(folder);
                var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            var names = new PublicNames(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                names.scan(unit, null);
            }
            return List.copyOf(names.found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
        if (isShown(type.getModifiers().getFlags())) {
            List<VariableTree> components = components(type);
            add(
                    "",
                    components.stream()
                            .map(component -> component.getName().toString())
                            .toList(),
                    components.stream().anyMatch(component -> isTensor(component.getType())));
            scan(type.getMembers(), null);
        }
        return null;
    }

    private static List<VariableTree> components(ClassTree type) {
        if (type.getKind() != Tree.Kind.RECORD) {
            return List.of();
        }
        return type.getMembers().stream()
                .filter(member -> member instanceof VariableTree field
                        && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .map(VariableTree.class::cast)
                .toList();
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
        boolean overrides = method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
        if (isShown(method.getModifiers().getFlags()) && !overrides && !isOfRecord(method)) {
            String taken = types(method.getParameters());
            boolean tensors = isTensor(method.getReturnType())
                    || method.getParameters().stream().anyMatch(parameter -> isTensor(parameter.getType()));
            String name = method.getName().contentEquals("<init>")
                    ? "new"
                    : method.getName().toString();
            add("." + name + "(" + taken + ")", List.of(), tensors);
        }
        return null;
    }

    /** Whether the record's own comment speaks of it: an accessor, or the canonical constructor. */
    private boolean isOfRecord(MethodTree method) {
        if (!(enclosing() instanceof ClassTree type) || type.getKind() != Tree.Kind.RECORD) {
            return false;
        }
        List<VariableTree> components = components(type);
        return method.getName().contentEquals("<init>")
                ? types(method.getParameters()).equals(types(components))
                : components.stream().anyMatch(component -> component.getName().equals(method.getName()));
    }

    private static String types(List<? extends VariableTree> variables) {
        return variables.stream().map(variable -> variable.getType().toString()).collect(Collectors.joining(", "));
    }

    @Override
    public @Nullable Void visitVariable(VariableTree field, @Nullable Void nothing) {
        if (isShown(field.getModifiers().getFlags())) {
            add("." + field.getName(), List.of(), isTensor(field.getType()));
        }
        return null;
    }

    private boolean isShown(Set<Modifier> flags) {
        boolean byItself =
                enclosing() != null && OPEN.contains(enclosing().getKind()) && !flags.contains(Modifier.PRIVATE);
        return byItself || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
    }

    private @Nullable Tree enclosing() {
        return getCurrentPath().getParentPath().getLeaf();
    }

    private static boolean isTensor(@Nullable Tree type) {
        return type != null && type.toString().matches("(?s).*\\bNDArray\\b.*");
    }

    private void add(String member, List<String> components, boolean tensors) {
        var unit = getCurrentPath().getCompilationUnit();
        long start = trees.getSourcePositions()
                .getStartPosition(unit, getCurrentPath().getLeaf());
        String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        found.add(new PublicName(
                file + ":" + unit.getLineMap().getLineNumber(start),
                typeName() + member,
                Optional.ofNullable(trees.getDocComment(getCurrentPath())),
                components,
                tensors));
    }

    private String typeName() {
        var names = new ArrayList<String>();
        for (Tree tree : getCurrentPath()) {
            if (tree instanceof ClassTree type) {
                names.addFirst(type.getSimpleName().toString());
            }
        }
        return String.join(".", names);
    }
}
