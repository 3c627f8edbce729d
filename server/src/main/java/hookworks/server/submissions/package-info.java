/**
 * What students hand in: the rules at the door, the bytes, and the row that promises they will be graded.
 * Nothing here judges or knows how a submission travelled. Start at {@link hookworks.server.submissions.Submissions}.
 */
@NullMarked
package hookworks.server.submissions;

import org.jspecify.annotations.NullMarked;
