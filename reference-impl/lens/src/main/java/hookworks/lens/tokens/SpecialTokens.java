package hookworks.lens.tokens;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The tokens that stand for the beginning of a text, its end, and nothing. */
record SpecialTokens(Path file, OptionalLong bos, OptionalLong eos, OptionalLong pad) {
    /** GPT-2's files name no token at all: this one is the end of a text, its beginning and padding. */
    private static final String GPT2_END = "<|endoftext|>";

    /**
     * Resolves them as TransformerLens does: the end stands in for what is not named.
     *
     * @param prepended what the tokenizer puts before a text by itself, which is the BOS whatever the files say
     */
    static SpecialTokens of(TokenizerFiles files, Vocabulary vocabulary, OptionalLong prepended) {
        OptionalLong eos = or(named("eos_token", files, vocabulary), vocabulary.idOf(GPT2_END));
        OptionalLong bos = or(named("bos_token", files, vocabulary), eos);
        OptionalLong pad = or(named("pad_token", files, vocabulary), eos);
        return new SpecialTokens(files.file(), or(prepended, bos), eos, pad);
    }

    private static OptionalLong named(String field, TokenizerFiles files, Vocabulary vocabulary) {
        Optional<String> name = files.named(field);
        if (name.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong id = vocabulary.idOf(name.get());
        if (id.isEmpty()) {
            throw new TokenizerException("""
                    cannot open '%s': the files beside it name the %s '%s', which its vocabulary lacks
                    take all files from the same model""".formatted(files.file(), field, name.get()));
        }
        return id;
    }

    private static OptionalLong or(OptionalLong first, OptionalLong second) {
        return first.isPresent() ? first : second;
    }

    long bosTokenId() {
        return bos.orElseThrow(() -> undefined("BOS", "bos_token"));
    }

    long eosTokenId() {
        return eos.orElseThrow(() -> undefined("EOS", "eos_token"));
    }

    long padTokenId() {
        return pad.orElseThrow(() -> undefined("pad", "pad_token"));
    }

    private TokenizerException undefined(String role, String field) {
        return new TokenizerException("""
                the tokenizer '%s' has no %s token: no file beside it names one, and it has no '%s' to stand in
                do without it, or name it as "%s" in the tokenizer_config.json beside it""".formatted(file, role, GPT2_END, field));
    }
}
