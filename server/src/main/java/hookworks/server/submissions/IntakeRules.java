package hookworks.server.submissions;

import hookworks.grader.protocol.SourceTree;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the sources of a submission may be. A submission that breaks a rule is refused whole.
 *
 * @param maxBytes of all files together
 * @param maxFiles how many
 */
public record IntakeRules(long maxBytes, int maxFiles) {
    private static final Pattern PATH = Pattern.compile("([A-Za-z0-9_$]+/)*[A-Za-z0-9_$-]+\\.java");
    private static final int MAX_PATH = 200;

    /** 256 files of together 1 MiB. */
    public static IntakeRules standard() {
        return new IntakeRules(1 << 20, 256);
    }

    /**
     * Reads sources that came from outside.
     *
     * @param files bytes by path below {@code src/main/java}
     * @throws SubmissionRefused where a rule is broken, naming the file
     */
    public SourceTree read(SortedMap<String, byte[]> files) {
        if (files.isEmpty()) {
            throw new SubmissionRefused("there is no .java file below src/main/java; nothing could be graded");
        }
        requireFiles(files.size());
        requireBytes(files.values().stream().mapToLong(bytes -> bytes.length).sum());
        var sources = new TreeMap<String, String>();
        files.forEach((path, bytes) -> sources.put(requirePath(path), decode(path, bytes)));
        return new SourceTree(sources);
    }

    /** Refuses more files than are allowed; {@code count} may be of those seen so far. */
    public void requireFiles(int count) {
        if (count > maxFiles) {
            throw new SubmissionRefused(
                    "there are more than %d .java files below src/main/java; remove some".formatted(maxFiles));
        }
    }

    /** Refuses more bytes than are allowed; {@code bytes} may be of the files seen so far. */
    public void requireBytes(long bytes) {
        if (bytes > maxBytes) {
            throw new SubmissionRefused(
                    "the sources below src/main/java are together more than %,d bytes; make them smaller"
                            .formatted(maxBytes));
        }
    }

    private static String requirePath(String path) {
        if (path.length() > MAX_PATH || !PATH.matcher(path).matches()) {
            throw new SubmissionRefused("""
                    the path '%s' cannot be taken
                    use folders and names of a-z, A-Z, 0-9, _ and $, ending in .java, %d characters at most""".formatted(path, MAX_PATH));
        }
        return path;
    }

    private static String decode(String path, byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new SubmissionRefused(
                    "src/main/java/%s is not UTF-8 text; save it as UTF-8 in your editor".formatted(path));
        }
        if (text.indexOf('\0') >= 0) {
            throw new SubmissionRefused(
                    "src/main/java/%s contains a NUL character, so it is no source text; remove it".formatted(path));
        }
        return text;
    }
}
