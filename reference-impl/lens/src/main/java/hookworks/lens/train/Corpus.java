package hookworks.lens.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Text to learn from, and the end of each file kept apart for measuring. Lines of a paragraph are joined, since where
 * a printer broke them says nothing about the language.
 *
 * @param learned one text per file, in the order of their names
 * @param heldOut the last fiftieth of each file
 */
public record Corpus(List<String> learned, List<String> heldOut) {
    private static final int HELD_OUT_SHARE = 50;
    private static final Pattern LINE_BREAK = Pattern.compile("(?<=\\S)[ \\t]*\\R[ \\t]*(?=\\S)");
    private static final Pattern PARAGRAPH_BREAK = Pattern.compile("[ \\t]*\\R\\s*");

    public Corpus {
        learned = List.copyOf(learned);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Reads the {@code .txt} and {@code .txt.gz} files of a folder, UTF-8.
     *
     * @throws TrainingException where there is no such folder, no such file in it, or one cannot be read
     */
    public static Corpus read(Path folder) {
        var learned = new ArrayList<String>();
        var heldOut = new ArrayList<String>();
        for (Path file : files(folder)) {
            String text = joinedLines(text(file));
            int end = text.lastIndexOf(' ', text.length() - text.length() / HELD_OUT_SHARE);
            if (end <= 0) {
                throw new TrainingException(
                        "'%s' holds too little text to learn from: %d characters".formatted(file, text.length()));
            }
            learned.add(text.substring(0, end));
            heldOut.add(text.substring(end));
        }
        return new Corpus(learned, heldOut);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new TrainingException(
                    "no folder '%s': name one that holds the training text as .txt or .txt.gz files".formatted(folder));
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(Corpus::isText).sorted().toList();
            if (files.isEmpty()) {
                throw new TrainingException(
                        "'%s' holds no .txt or .txt.gz file: put the training text there".formatted(folder));
            }
            return files;
        } catch (IOException e) {
            throw new TrainingException("cannot list '%s': %s".formatted(folder, e), e);
        }
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".txt") || name.endsWith(".txt.gz");
    }

    private static String text(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TrainingException("cannot read '%s': %s".formatted(file, e), e);
        }
    }

    private static String joinedLines(String text) {
        String joined = LINE_BREAK.matcher(text.strip()).replaceAll(" ");
        return PARAGRAPH_BREAK.matcher(joined).replaceAll("\n");
    }
}
