package hookworks.lens.tokens;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A model's tokenizer, which turns text into the numbers that the model reads, and back.
 *
 * <p>Whether a space stands before a word, and whether the word begins with a capital, changes its tokens. Unlike
 * TransformerLens, no text is cut at a model's context length: that is for the model to do or to refuse.
 *
 * <p>Threads may share it. It owns native memory until closed, which must wait until no thread uses it any more.
 */
public final class Tokenizer implements AutoCloseable {
    private static final int SHOWN_TOKENS = 40;

    private final HuggingFaceTokenizer library;
    private final SpecialTokens special;
    private final int vocabularySize;
    private final boolean prependsBos;

    private Tokenizer(HuggingFaceTokenizer library, SpecialTokens special, int vocabularySize, boolean prependsBos) {
        this.library = library;
        this.special = special;
        this.vocabularySize = vocabularySize;
        this.prependsBos = prependsBos;
    }

    /**
     * Opens a tokenizer in Hugging Face's layout. The tokens for beginning, end and padding are those that
     * {@code tokenizer_config.json} or {@code special_tokens_map.json} beside it name. Where they name none, the end
     * is {@code <|endoftext|>} if there is such a token, and stands in for the two others.
     *
     * @param folderOrTokenizerJson a {@code tokenizer.json} or a folder that holds one
     * @throws TokenizerException where a file is missing or is not what it should be
     */
    public static Tokenizer open(Path folderOrTokenizerJson) {
        return of(TokenizerFiles.read(folderOrTokenizerJson));
    }

    /**
     * A tokenizer without a language, for models that were never trained: its words, between spaces, are {@code t0},
     * {@code t1} and so on, each a token of that number, but for one that begins a text.
     *
     * @param vocabularySize how many tokens there are, the BOS among them
     * @param bosTokenId the number of the BOS
     */
    public static Tokenizer numbered(int vocabularySize, int bosTokenId) {
        return of(NumberedWords.files(vocabularySize, bosTokenId));
    }

    private static Tokenizer of(TokenizerFiles files) {
        Vocabulary vocabulary = files.vocabulary();
        HuggingFaceTokenizer library = TokenizerLibrary.open(files.file(), files.definition());
        try {
            OptionalLong prepended = prepended(library);
            SpecialTokens special = SpecialTokens.of(files, vocabulary, prepended);
            return new Tokenizer(library, special, vocabulary.size(), prepended.isPresent());
        } catch (RuntimeException e) {
            library.close();
            throw e;
        }
    }

    /** What the tokenizer puts before a text by itself: configs are silent about it, or wrong. */
    private static OptionalLong prepended(HuggingFaceTokenizer library) {
        Encoding probe = library.encode("a", true, false);
        boolean prepends = probe.getIds().length > 0 && probe.getSpecialTokenMask()[0] == 1;
        return prepends ? OptionalLong.of(probe.getIds()[0]) : OptionalLong.empty();
    }

    /**
     * The tokens of a text. A BOS that the text itself spells out is a token of the text, and stays.
     *
     * @return {@code [pos]}; with {@link Bos#PREPEND} the first is {@link #bosTokenId}
     * @throws IllegalArgumentException where the text has half of a surrogate pair
     */
    public long[] toTokens(String text, Bos bos) {
        requireWholeCharacters(text);
        long[] tokens = opened().encode(text, true, false).getIds();
        return switch (bos) {
            case PREPEND ->
                prependsBos
                        ? tokens
                        : LongStream.concat(LongStream.of(bosTokenId()), Arrays.stream(tokens))
                                .toArray();
            case NONE -> prependsBos ? Arrays.copyOfRange(tokens, 1, tokens.length) : tokens;
        };
    }

    /**
     * The tokens of several texts, filled up to the longest of them with the pad token.
     *
     * @param texts at least one
     */
    public TokenBatch toTokens(List<String> texts, Bos bos, PaddingSide side) {
        return TokenBatch.padded(texts.stream().map(text -> toTokens(text, bos)).toList(), padTokenId(), side);
    }

    /** The text that tokens stand for, with BOS, padding and their like spelled out. */
    public String toString(long[] tokens) {
        requireInVocabulary(tokens);
        return opened().decode(tokens, false);
    }

    /** The text that tokens stand for, without BOS, padding and their like. */
    public String toStringWithoutSpecialTokens(long[] tokens) {
        requireInVocabulary(tokens);
        return opened().decode(tokens, true);
    }

    /** The tokens of a text, as {@link #toStrTokens(long[])} shows them. */
    public List<String> toStrTokens(String text, Bos bos) {
        return toStrTokens(toTokens(text, bos));
    }

    /**
     * Each token as the text that it stands for when alone, as TransformerLens shows it. Alone, a token that is part
     * of a character's bytes shows as U+FFFD, and tokenizers that drop a space where a text begins (Llama's do) drop
     * it from every token: only without such tokens do the strings make up the text again.
     */
    public List<String> toStrTokens(long[] tokens) {
        requireInVocabulary(tokens);
        var strings = new ArrayList<String>(tokens.length);
        for (long token : tokens) {
            strings.add(opened().decode(new long[] {token}, false));
        }
        return strings;
    }

    /**
     * The token that a text is.
     *
     * @throws IllegalArgumentException where the text is no single token; says what it is instead
     */
    public long toSingleToken(String text) {
        long[] tokens = toTokens(text, Bos.NONE);
        if (tokens.length != 1) {
            throw new IllegalArgumentException("""
                    '%s' must be one token, but is %d: %s
                    a space before a word changes its tokens: try it with or without one""".formatted(text, tokens.length, shown(tokens)));
        }
        return tokens[0];
    }

    /** The text that a token stands for when alone; see {@link #toStrTokens(long[])}. */
    public String toSingleStrToken(long token) {
        return toStrTokens(new long[] {token}).getFirst();
    }

    /**
     * Where a token stands among the tokens of a text.
     *
     * @param single a text that is one token
     * @param bos as the text is given to the model: a BOS shifts every position by one
     * @throws IllegalArgumentException where it does not occur
     */
    public int tokenPosition(String single, String text, Bos bos, Occurrence which) {
        return tokenPosition(toSingleToken(single), toTokens(text, bos), which);
    }

    /**
     * Where a token stands among others.
     *
     * @throws IllegalArgumentException where it does not occur
     */
    public int tokenPosition(long single, long[] tokens, Occurrence which) {
        int[] positions = IntStream.range(0, tokens.length)
                .filter(position -> tokens[position] == single)
                .toArray();
        if (positions.length == 0) {
            throw new IllegalArgumentException("token %d ('%s') does not occur in the %d tokens %s"
                    .formatted(single, toSingleStrToken(single), tokens.length, shown(tokens)));
        }
        return switch (which) {
            case FIRST -> positions[0];
            case LAST -> positions[positions.length - 1];
        };
    }

    /**
     * Packs many texts into rows of one length, to train on: their tokens in one sequence, with an EOS between two
     * texts, cut into rows. What does not fill a last row is dropped; where it is all there is, it is padded.
     * TransformerLens cuts the joined text into twenty pieces first, which splits words at the cuts: here none are.
     *
     * @param maxLength of a row, its BOS included
     * @param bos whether each row begins with a BOS
     * @return {@code [row][maxLength]}, no row where there is no text
     */
    public long[][] tokenizeAndConcatenate(List<String> texts, int maxLength, Bos bos) {
        return CorpusRows.cut(CorpusRows.joined(texts, this), maxLength, bos, this);
    }

    /**
     * The token that begins a text.
     *
     * @throws TokenizerException where there is none
     */
    public long bosTokenId() {
        return special.bosTokenId();
    }

    /**
     * The token that ends a text.
     *
     * @throws TokenizerException where there is none
     */
    public long eosTokenId() {
        return special.eosTokenId();
    }

    /**
     * The token that fills up a batch.
     *
     * @throws TokenizerException where there is none
     */
    public long padTokenId() {
        return special.padTokenId();
    }

    /** One more than the largest id; a model's {@code d_vocab} may be larger, for speed. */
    public int vocabularySize() {
        return vocabularySize;
    }

    private HuggingFaceTokenizer opened() {
        if (library.isReleased()) {
            throw new IllegalStateException("the tokenizer '%s' is closed".formatted(special.file()));
        }
        return library;
    }

    private List<String> shown(long[] tokens) {
        List<String> strings =
                new ArrayList<>(toStrTokens(Arrays.copyOf(tokens, Math.min(tokens.length, SHOWN_TOKENS))).stream()
                        .map("'%s'"::formatted)
                        .toList());
        if (tokens.length > SHOWN_TOKENS) {
            strings.add("and %d more".formatted(tokens.length - SHOWN_TOKENS));
        }
        return strings;
    }

    private void requireInVocabulary(long[] tokens) {
        for (int position = 0; position < tokens.length; position++) {
            if (tokens[position] < 0 || tokens[position] >= vocabularySize) {
                throw new IllegalArgumentException("token %d at position %d is outside the tokenizer's vocabulary 0..%d"
                        .formatted(tokens[position], position, vocabularySize - 1));
            }
        }
    }

    /** The library would tokenize the bytes of a half, which stand for nothing. */
    private static void requireWholeCharacters(String text) {
        for (int index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            if (text.codePointAt(index) <= Character.MAX_VALUE && Character.isSurrogate(text.charAt(index))) {
                throw new IllegalArgumentException(
                        "the text has half of a surrogate pair (\\u%04X) at index %d: was it cut inside a character?"
                                .formatted((int) text.charAt(index), index));
            }
        }
    }

    @Override
    public void close() {
        library.close();
    }

    @Override
    public String toString() {
        return special.file().toString();
    }
}
