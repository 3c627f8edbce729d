/**
 * Trains the small model that ships with the lens, and measures what it learned: text and repeats in, weights,
 * tokenizer and record out. Nothing here runs when a model is merely used. Start at {@link
 * hookworks.lens.train.ToyTraining}, or at {@link hookworks.lens.train.ModelFacts} for the measuring.
 */
@NullMarked
package hookworks.lens.train;

import org.jspecify.annotations.NullMarked;
