package hookworks.grader.engine;

import hookworks.grader.engine.sandbox.Protection;
import hookworks.grader.engine.sandbox.WorkerLimits;
import hookworks.grader.protocol.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An attack that gets through where certain protections are missing, from a source whose first lines say which. Each of
 * them alone stops it.
 *
 * @param off what has to be missing together
 * @param aside what is left out beside, since it may stop it too or keep traces, but need not
 * @param needs what has to stand for there to be anything to get
 * @param gets what is there to be seen once it has got through
 */
record Control(
        String name,
        String wants,
        Set<Protection> off,
        Set<Protection> aside,
        Set<Protection> needs,
        String gets,
        String source) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "controls");
    private static final List<String> SHARED = List.of("MyHooks.java", "Kernel.java");

    static Stream<Control> all() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().map(Control::read).toList().stream();
        }
    }

    private static Control read(Path file) {
        try {
            String source = Files.readString(file);
            Map<String, String> head = source.lines()
                    .takeWhile(line -> line.startsWith("// "))
                    .map(line -> line.substring(3).split(": ", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1]));
            String code = source.substring(source.indexOf("package "));
            return new Control(
                    file.getFileName().toString().replace(".java", ""),
                    line(head, "wants"),
                    protections(line(head, "off")),
                    protections(head.getOrDefault("aside", "")),
                    protections(head.getOrDefault("needs", "")),
                    line(head, "gets"),
                    code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Map<String, String> head, String name) {
        return Optional.ofNullable(head.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no line '// %s: ' among %s".formatted(name, head)));
    }

    private static Set<Protection> protections(String names) {
        return Stream.of(names.split(", "))
                .filter(name -> !name.isBlank())
                .map(Protection::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Protection.class)));
    }

    /** What is lowered for it to get through. */
    Set<Protection> everyOne() {
        return without(EnumSet.noneOf(Protection.class));
    }

    /** The same, but for some that stand. */
    Set<Protection> without(Set<Protection> standing) {
        var lowered = EnumSet.noneOf(Protection.class);
        lowered.addAll(off);
        lowered.addAll(aside);
        lowered.removeAll(standing);
        return lowered;
    }

    /**
     * Small enough that going over one harms nobody. Time is short only for an attack on just that, so that nothing else
     * is stopped by it.
     */
    WorkerLimits limits(Set<Protection> lowered) {
        boolean waits = off.contains(Protection.DEADLINES) && !lowered.contains(Protection.DEADLINES);
        return new WorkerLimits(
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(waits ? 1 : 180),
                Duration.ofSeconds(180),
                off.contains(Protection.CPU_TIME) ? 6 : 180, // the kernel counts ticks, and misses some
                128,
                700,
                150,
                8,
                lowered.contains(Protection.OUTPUT) ? Long.MAX_VALUE : 1 << 20);
    }

    SourceTree sources(Bait bait) throws IOException {
        var files = new HashMap<String, String>();
        files.put("student/Attack.java", bait.addressed(source));
        for (String shared : SHARED) {
            files.put(
                    "student/" + shared,
                    Files.readString(FOLDER.resolve("shared").resolve(shared)));
        }
        return SourceTree.of(files);
    }

    /** Its name, with what is in its way. */
    @Override
    public String toString() {
        return "%s (wants %s) is stopped by %s alone"
                .formatted(
                        name, wants, off.stream().map(Protection::slug).collect(Collectors.joining(" alone, and by ")));
    }
}
