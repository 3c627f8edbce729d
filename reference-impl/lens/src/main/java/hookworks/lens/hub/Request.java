package hookworks.lens.hub;

import java.net.URI;

/**
 * One request, and the question it serves.
 *
 * @param from the first byte that is wanted; 0 asks for everything
 */
record Request(String method, URI uri, Question question, long from) {
    Request to(URI elsewhere) {
        return new Request(method, elsewhere, question, from);
    }
}
