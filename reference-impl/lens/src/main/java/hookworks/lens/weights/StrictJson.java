package hookworks.lens.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON from strangers: UTF-8 only, no name twice, nothing after the end, and of a size that fits in memory. */
final class StrictJson {
    private static final int MAX_NESTING = 16;

    /** Enough for 65,000 tensors in a header, and for 500,000 in an index. */
    private static final long MAX_TOKENS = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** Reads an object; {@code what} names the text in complaints. */
    static ObjectNode object(ByteBuffer utf8, String what) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (CharacterCodingException e) {
            throw new WeightsException(what + " is not UTF-8", e);
        } catch (IOException e) {
            throw new WeightsException("%s is not valid JSON: %s".formatted(what, e.getMessage()), e);
        }
        throw new WeightsException(what + " is not a JSON object");
    }
}
