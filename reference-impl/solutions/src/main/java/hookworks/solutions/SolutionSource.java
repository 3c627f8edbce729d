package hookworks.solutions;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import hookworks.exercises.CourseSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Cuts the solution of one exercise out of its section's source: its method, and what that uses of the class. */
public final class SolutionSource {
    private final String source;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private SolutionSource(String source, CompilationUnitTree unit, SourcePositions positions) {
        this.source = source;
        this.unit = unit;
        this.positions = positions;
    }

    /**
     * The Java source of an exercise's solution, in the order of the file.
     *
     * @throws IllegalArgumentException where there is no such exercise
     */
    public static String of(String exercise) {
        CourseSection section = CourseSection.withExercise(exercise)
                .orElseThrow(() -> new IllegalArgumentException("no exercise '%s'".formatted(exercise)));
        String method = section.method(exercise).orElseThrow().getName();
        String file = section.studentClass().replace('.', '/') + ".java";
        String source = ReferenceSubmission.sources().get(file);
        if (source == null) {
            throw new IllegalStateException("the reference submission has no " + file);
        }
        return parsed(source).cut(method);
    }

    private static SolutionSource parsed(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var file = new SimpleJavaFileObject(URI.create("string:///Solution.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        var task = (JavacTask) compiler.getTask(null, null, null, List.of(), null, List.of(file));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            return new SolutionSource(source, unit, Trees.instance(task).getSourcePositions());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot parse a reference solution", e);
        }
    }

    private String cut(String method) {
        List<Tree> members = new ArrayList<>(((ClassTree) unit.getTypeDecls().getFirst()).getMembers());
        members.removeIf(member -> positions.getStartPosition(unit, member) < 0);
        Set<Tree> used = usedFrom(method, members);
        var parts = new ArrayList<String>();
        for (Tree member : members) {
            if (used.contains(member)) {
                parts.add(text(member));
            }
        }
        return String.join("\n\n", parts);
    }

    private static Set<Tree> usedFrom(String method, List<Tree> members) {
        var used = new LinkedHashSet<Tree>();
        Deque<String> wanted = new ArrayDeque<>(List.of(method));
        while (!wanted.isEmpty()) {
            String name = wanted.poll();
            for (Tree member : members) {
                if (name.equals(nameOf(member)) && used.add(member)) {
                    wanted.addAll(namesIn(member));
                }
            }
        }
        return used;
    }

    private static @Nullable String nameOf(Tree member) {
        return switch (member) {
            case MethodTree method -> method.getName().toString();
            case VariableTree field -> field.getName().toString();
            case ClassTree nested -> nested.getSimpleName().toString();
            default -> null;
        };
    }

    private static Set<String> namesIn(Tree member) {
        var names = new HashSet<String>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void nothing) {
                names.add(identifier.getName().toString());
                return super.visitIdentifier(identifier, null);
            }

            @Override
            public @Nullable Void visitMemberReference(MemberReferenceTree reference, @Nullable Void nothing) {
                names.add(reference.getName().toString());
                return super.visitMemberReference(reference, null);
            }
        }.scan(member, null);
        return names;
    }

    /** With the comment above it, and less the indentation of a class' member. */
    private String text(Tree member) {
        int start = Math.toIntExact(positions.getStartPosition(unit, member));
        int end = Math.toIntExact(positions.getEndPosition(unit, member));
        String before = source.substring(0, start).stripTrailing();
        int from = before.endsWith("*/") ? before.lastIndexOf("/**") : start;
        return source.substring(source.lastIndexOf('\n', from) + 1, end).stripIndent();
    }
}
