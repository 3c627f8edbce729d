/**
 * The shape of a transformer: what a config says, how its fields agree, and its form in JSON.
 * No tensor and no weight lives here. Start at {@link hookworks.lens.config.HookedTransformerConfig}.
 */
@NullMarked
package hookworks.lens.config;

import org.jspecify.annotations.NullMarked;
