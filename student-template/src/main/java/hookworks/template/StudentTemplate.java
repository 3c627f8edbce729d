package hookworks.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The template as the build packaged it: the same files and bytes wherever the same sources were built. Thread-safe. */
public final class StudentTemplate {
    private static final String ARCHIVE = "template.zip";

    private StudentTemplate() {}

    /** Every file's bytes by its path within the project, with {@code /} between names. */
    public static SortedMap<String, byte[]> files() {
        try (InputStream archive = StudentTemplate.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new IllegalStateException("""
                        the student template is not on the class path: hookworks-student-template has no %s
                        it is assembled when that module is packaged, so build with 'mvn package' or a later phase""".formatted(ARCHIVE));
            }
            return Collections.unmodifiableSortedMap(entries(new ZipInputStream(archive)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the student template", e);
        }
    }

    /**
     * Writes the project's files into a directory, which is made where it is missing.
     *
     * @throws java.nio.file.FileAlreadyExistsException where one of them is there already; nothing is overwritten
     */
    public static void writeTo(Path directory) throws IOException {
        for (var file : files().entrySet()) {
            Path target = directory.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue(), StandardOpenOption.CREATE_NEW);
        }
    }

    private static SortedMap<String, byte[]> entries(ZipInputStream archive) throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            if (!entry.isDirectory()) {
                files.put(entry.getName(), archive.readAllBytes());
            }
        }
        return files;
    }
}
