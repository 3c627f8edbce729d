package hookworks.server.cli.demo;

import hookworks.server.students.PersonalToken;
import hookworks.server.students.Student;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A made-up student, who works as a real one does: clone, change, commit, push. */
public record DemoStudent(Student student, PersonalToken token) {

    /** Clones their repository from the server into a folder below {@code work}. */
    public Clone clone(String server, Path work) {
        String address = server.replace("://", "://%s:%s@".formatted(student.handle(), token.secret()))
                + "/git/%s.git".formatted(student.handle());
        new Git(work, student.name()).run("clone", "--quiet", address, student.handle());
        return new Clone(work.resolve(student.handle()), student.name());
    }

    /** A working copy on this disk. */
    public record Clone(Path folder, String author) {
        /** Replaces sources, by path below {@code src/main/java}. */
        public Clone write(Map<String, String> sources) {
            Path root = folder.resolve("src/main/java");
            sources.forEach((path, text) -> {
                try {
                    Files.createDirectories(root.resolve(path).getParent());
                    Files.writeString(root.resolve(path), text);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot write %s in %s".formatted(path, root), e);
                }
            });
            return this;
        }

        /** Hands in what is there, changed or not; returns what git printed once the server has it. */
        public String handIn(String message) {
            var git = new Git(folder, author);
            git.run("add", "--all");
            git.run("commit", "--quiet", "--allow-empty", "--message", message);
            return git.run("push", "--quiet");
        }
    }
}
