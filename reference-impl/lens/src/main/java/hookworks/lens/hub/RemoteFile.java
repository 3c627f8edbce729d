package hookworks.lens.hub;

import java.net.URI;
import java.util.OptionalLong;

/**
 * A file on the hub, before its bytes are asked for.
 *
 * @param size of the content, where the hub says so
 */
record RemoteFile(Question question, String name, URI uri, Etag etag, OptionalLong size) {}
