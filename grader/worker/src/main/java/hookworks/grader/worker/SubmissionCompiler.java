package hookworks.grader.worker;

import hookworks.grader.protocol.Diagnostic;
import hookworks.grader.protocol.SourceTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a submission from memory to memory, against this process's class path, without annotation processors. */
final class SubmissionCompiler {
    private static final List<String> OPTIONS =
            List.of("-proc:none", "-g", "-parameters", "-encoding", "UTF-8", "-Xmaxerrs", "40", "-nowarn");
    private static final int SHOWN_DIAGNOSTICS = 20;
    private static final int MESSAGE_LENGTH = 1_000;

    sealed interface Result {}

    record Classes(Map<String, byte[]> byName) implements Result {}

    record Errors(List<Diagnostic> diagnostics) implements Result {}

    private SubmissionCompiler() {}

    static Result compile(SourceTree sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (var standard = compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
                var files = new MemoryFiles(standard)) {
            List<SourceFile> units = sources.files().entrySet().stream()
                    .map(file -> new SourceFile(file.getKey(), file.getValue()))
                    .toList();
            boolean compiled = compiler.getTask(Writer.nullWriter(), files, diagnostics, OPTIONS, null, units)
                    .call();
            return compiled ? new Classes(files.classes()) : new Errors(orGaveUp(errors(diagnostics)));
        } catch (IOException e) {
            throw new IllegalStateException("the compiler's files in memory could not be closed", e);
        }
    }

    private static List<Diagnostic> errors(DiagnosticCollector<JavaFileObject> collected) {
        return collected.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .limit(SHOWN_DIAGNOSTICS)
                .map(SubmissionCompiler::describe)
                .toList();
    }

    /** A compiler that overflows its stack or its heap fails without a word. */
    private static List<Diagnostic> orGaveUp(List<Diagnostic> errors) {
        return errors.isEmpty()
                ? List.of(new Diagnostic(
                        "-",
                        0,
                        0,
                        "the compiler gave up: is an expression nested very deeply, or a constant very long?"))
                : errors;
    }

    private static Diagnostic describe(javax.tools.Diagnostic<? extends JavaFileObject> diagnostic) {
        String file = diagnostic.getSource() instanceof SourceFile source ? source.path : "-";
        String message = diagnostic.getMessage(Locale.ROOT);
        return new Diagnostic(
                file,
                Math.max(0, diagnostic.getLineNumber()),
                Math.max(0, diagnostic.getColumnNumber()),
                message.substring(0, Math.min(message.length(), MESSAGE_LENGTH)));
    }

    /** Quotes what a path may hold and a URI may not, such as spaces. */
    private static URI uri(String scheme, String path) {
        try {
            return new URI(scheme, "", "/" + path, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the path '%s' can't be named to the compiler".formatted(path), e);
        }
    }

    private static final class SourceFile extends SimpleJavaFileObject {
        private final String path;
        private final String text;

        SourceFile(String path, String text) {
            super(uri("submission", path), Kind.SOURCE);
            this.path = path;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class ClassFile extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        ClassFile(String name) {
            super(uri("class", name.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ClassFile> written = new HashMap<>();

        MemoryFiles(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return written.computeIfAbsent(name, ClassFile::new);
        }

        Map<String, byte[]> classes() {
            var classes = new HashMap<String, byte[]>();
            written.forEach((name, file) -> classes.put(name, file.bytes.toByteArray()));
            return classes;
        }
    }
}
