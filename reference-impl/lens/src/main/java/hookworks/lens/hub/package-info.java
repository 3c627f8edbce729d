/**
 * Model files from a Hugging Face hub into the ordinary local cache, which Python's huggingface_hub shares. Knows
 * repositories, files and checksums; what is in the files is no concern of this package, and nothing here touches a
 * tensor. Nothing that a server says becomes a path before it is checked. Start at {@link ModelHub}.
 */
@NullMarked
package hookworks.lens.hub;

import org.jspecify.annotations.NullMarked;
