/**
 * Text to tokens and back, with the rules of TransformerLens for the token that begins a text. Knows the files that
 * describe a tokenizer and the native library that runs them; nothing of models. Start at {@link Tokenizer}.
 */
@NullMarked
package hookworks.lens.tokens;

import org.jspecify.annotations.NullMarked;
