package hookworks.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which files make up the course, in course order: {@code catalogue.txt}, and a check that it names them all. */
final class CourseFiles {
    static final String LIST = "catalogue.txt";

    /**
     * One line of the list: {@code hooks/section.md} opens a section, the files after it are its exercises; a file in no
     * folder is a page of its own.
     */
    record Entry(String path, int line) {
        /** Empty for a page of its own. */
        String folder() {
            return path.substring(0, Math.max(0, path.indexOf('/')));
        }

        boolean isPage() {
            return folder().isEmpty();
        }

        String stem() {
            return path.substring(path.indexOf('/') + 1, path.length() - ".md".length());
        }

        boolean opensSection() {
            return stem().equals("section");
        }
    }

    private final Path root;

    CourseFiles(Path root) {
        this.root = root;
    }

    List<Entry> inCourseOrder() {
        List<String> lines = read(LIST).lines().toList();
        List<Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int at = 0; at < lines.size(); at++) {
            String path = lines.get(at).strip();
            if (!path.isEmpty() && !path.startsWith("#")) {
                entries.add(checked(path, at + 1, seen));
            }
        }
        requireNoneForgotten(seen);
        return entries;
    }

    boolean has(String path) {
        return Files.isRegularFile(root.resolve(path));
    }

    String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the course's file " + path, unreadable);
        }
    }

    private Entry checked(String path, int line, Set<String> seen) {
        if (!path.matches("([a-z0-9-]+/)?[a-z0-9-]+\\.md")) {
            throw CourseContentException.at(
                    LIST, line, "must read like 'hooks/section.md' or 'glossary.md', got '" + path + "'");
        }
        if (!seen.add(path)) {
            throw CourseContentException.at(LIST, line, "names '" + path + "' a second time");
        }
        if (!has(path)) {
            throw CourseContentException.at(LIST, line, "names '" + path + "', which does not exist");
        }
        return new Entry(path, line);
    }

    private void requireNoneForgotten(Set<String> named) {
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(".md") && !named.contains(path))
                    .sorted()
                    .findFirst()
                    .ifPresent(forgotten -> {
                        throw CourseContentException.in(
                                forgotten, "is not named in " + LIST + "; add it where it belongs or delete it");
                    });
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list the course's files under " + root, unreadable);
        }
    }
}
