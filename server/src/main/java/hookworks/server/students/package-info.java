/**
 * Who someone is: students, the tokens that git and the command line carry, and browser sessions.
 * No secret is stored, only its hash. Start at {@link hookworks.server.students.Students}.
 */
@NullMarked
package hookworks.server.students;

import org.jspecify.annotations.NullMarked;
