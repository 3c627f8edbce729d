package hookworks.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of other people's projects: each of its sub-folders is a submission, but those that start with a dot. */
record SubmissionsFolder(Path folder) {

    /**
     * The submissions by name.
     *
     * @throws CannotRun where there is none
     */
    List<Path> submissions() {
        List<Path> found;
        try (Stream<Path> entries = Files.list(folder)) {
            found = entries.filter(Files::isDirectory)
                    .filter(entry -> !nameOf(entry).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CannotRun("cannot look for submissions in '%s': %s".formatted(folder, e), e);
        }
        if (Files.isDirectory(folder.resolve("src"))) {
            throw new CannotRun("""
                    '%s' is a submission itself, since it has a folder src
                    name the folder above it, or leave out --all""".formatted(folder));
        }
        if (found.isEmpty()) {
            throw new CannotRun("""
                    there is no submission in '%s': it has no sub-folder
                    put each student's clone into a folder of its own in there""".formatted(folder));
        }
        return found;
    }

    static String nameOf(Path submission) {
        return String.valueOf(submission.getFileName());
    }
}
