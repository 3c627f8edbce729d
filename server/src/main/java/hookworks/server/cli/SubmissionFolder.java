package hookworks.server.cli;

import hookworks.grader.protocol.SourceTree;
import hookworks.server.submissions.IntakeRules;
import hookworks.server.submissions.SubmissionRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A student's project on this disk, read under the rules that a push must keep too. */
record SubmissionFolder(Path folder) {
    private static final Path SOURCES = Path.of("src", "main", "java");

    /** @throws CannotRun where the folder holds no submission, or one that a server would refuse */
    SourceTree sources(IntakeRules rules) {
        Path root = folder.resolve(SOURCES);
        if (!Files.isDirectory(root)) {
            throw new CannotRun("""
                    cannot grade '%s': it has no folder src/main/java
                    name the folder of your clone, the one with the pom.xml""".formatted(folder));
        }
        try {
            requireNoLinkOnTheWay(root);
            return rules.read(read(root, rules));
        } catch (SubmissionRefused refused) {
            throw new CannotRun("cannot grade '%s': %s".formatted(folder, refused.getMessage()), refused);
        } catch (IOException | UncheckedIOException e) {
            throw new CannotRun("cannot read the sources in '%s': %s".formatted(root, e), e);
        }
    }

    /** Who hands in a link could hand in what lies behind it: another's work, or what only its reader may read. */
    private void requireNoLinkOnTheWay(Path root) throws IOException {
        if (!root.toRealPath().equals(folder.toRealPath().resolve(SOURCES))) {
            throw new SubmissionRefused(
                    "a symbolic link leads to its src/main/java, and a submission holds files only");
        }
    }

    private static SortedMap<String, byte[]> read(Path root, IntakeRules rules) throws IOException {
        List<Path> files = javaFiles(root);
        rules.requireFiles(files.size());
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        rules.requireBytes(bytes);
        var contents = new TreeMap<String, byte[]>();
        for (Path file : files) {
            contents.put(slashed(root.relativize(file)), Files.readAllBytes(file));
        }
        return contents;
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            List<Path> all = paths.toList();
            all.stream().filter(Files::isSymbolicLink).findFirst().ifPresent(link -> {
                throw new SubmissionRefused("'%s' is a symbolic link, and a submission holds files only"
                        .formatted(slashed(root.relativize(link))));
            });
            return all.stream()
                    .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> path.toString().endsWith(".java"))
                    .toList();
        }
    }

    private static String slashed(Path relative) {
        return Stream.iterate(0, index -> index < relative.getNameCount(), index -> index + 1)
                .map(index -> relative.getName(index).toString())
                .collect(Collectors.joining("/"));
    }
}
