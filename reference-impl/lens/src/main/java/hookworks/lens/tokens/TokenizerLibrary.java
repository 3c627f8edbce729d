package hookworks.lens.tokens;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.util.Utils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The native library that runs tokenizers. It comes in a jar and is unpacked once into DJL's cache folder; nothing is
 * fetched from elsewhere. Thread-safe.
 */
public final class TokenizerLibrary {
    /** Left to itself the library would cut a text at 512 tokens and fill batches up. */
    private static final Map<String, String> AS_IT_IS =
            Map.of("truncation", "do_not_truncate", "padding", "do_not_pad", "addSpecialTokens", "true");

    private TokenizerLibrary() {}

    /**
     * Loads the library now rather than with the first tokenizer: before others may only read the cache folder.
     *
     * @throws TokenizerException where it cannot be unpacked or does not run here
     */
    public static void load() {
        // On a machine with a GPU, DJL would look for a CUDA build on the net, which does nothing for a tokenizer.
        setUnlessSet("RUST_FLAVOR", "cpu");
        // Opening a tokenizer would report the use of DJL to its makers.
        setUnlessSet("OPT_OUT_TRACKING", "true");
        try {
            LibUtils.checkStatus();
        } catch (EngineException | LinkageError e) {
            throw new TokenizerException(
                    """
                    cannot load the tokenizer library: %s
                    it is unpacked once into '%s' (see DJL_CACHE_DIR), which must be writable that first time
                    its jar has builds for Linux, Windows and macOS; this machine is '%s' on '%s'""".formatted(
                                    reason(e),
                                    Utils.getEngineCacheDir("tokenizers"),
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch")),
                    e);
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (Utils.getEnvOrSystemProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure.toString() : cause.toString();
    }

    /** Opens what {@code tokenizer.json} defines; belongs to the caller. */
    static HuggingFaceTokenizer open(Path file, byte[] definition) {
        load();
        try {
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(definition), AS_IT_IS);
        } catch (IOException | RuntimeException e) {
            throw new TokenizerException(
                    "cannot open '%s': the tokenizer library does not accept it: %s".formatted(file, e.getMessage()),
                    e);
        }
    }
}
