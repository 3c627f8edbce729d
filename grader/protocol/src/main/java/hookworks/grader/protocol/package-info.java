/**
 * What the trusted engine and an untrusted worker say to each other: frames, wire values and their bounds.
 * Nothing private may be reachable from here.
 */
@NullMarked
package hookworks.grader.protocol;

import org.jspecify.annotations.NullMarked;
