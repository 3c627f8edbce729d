package hookworks.server.submissions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import hookworks.grader.protocol.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * A source tree as bytes: one JSON object, text by path, paths in order.
 *
 * @param digest SHA-256 of the bytes, in hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; its digest is
record SourceContent(String digest, byte[] bytes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static SourceContent of(SourceTree sources) {
        try {
            byte[] bytes = JSON.writeValueAsBytes(sources.files());
            return new SourceContent(
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                    bytes);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException("cannot write the sources as JSON", unwritable);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", missing);
        }
    }

    SourceTree sources() {
        try {
            return new SourceTree(JSON.readValue(bytes, new TypeReference<TreeMap<String, String>>() {}));
        } catch (IOException damaged) {
            throw new UncheckedIOException("the stored sources %s are damaged".formatted(digest), damaged);
        }
    }
}
