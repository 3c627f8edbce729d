package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a file's content is called: on a hub the SHA-256 of a large file, git's SHA-1 of any other. It names the file
 * in the cache, so it has letters, digits, '-' and '_' only.
 */
record Etag(String text) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern GIT_SHA_1 = Pattern.compile("[0-9a-f]{40}");
    private static final int BUFFER_BYTES = 1 << 20;

    /** Reads the header's value, with its quotes and the mark of a weak one. */
    static Etag parse(String header, Question question) {
        String text = header.strip();
        text = text.startsWith("W/") ? text.substring(2) : text;
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        if (!SAFE.matcher(text).matches()) {
            throw new HubException(
                    Kind.UNTRUSTED,
                    "asked for %s, the hub names its content '%s'\nthat cannot become a file; check HF_ENDPOINT"
                            .formatted(question, Printable.of(text)));
        }
        return new Etag(text);
    }

    /** What this would have to be for a file to be the right one; nothing where it is no checksum. */
    Optional<String> checksumOf(Path file) throws IOException {
        if (SHA_256.matcher(text).matches()) {
            return Optional.of(digest(algorithm("SHA-256"), file));
        }
        if (GIT_SHA_1.matcher(text).matches()) {
            MessageDigest git = algorithm("SHA-1");
            git.update("blob %d\0".formatted(Files.size(file)).getBytes(StandardCharsets.US_ASCII));
            return Optional.of(digest(git, file));
        }
        return Optional.empty();
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + name, e);
        }
    }

    private static String digest(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public String toString() {
        return text;
    }
}
