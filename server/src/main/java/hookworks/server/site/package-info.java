/**
 * Puts a server together: database, git, pages and one grading node in a process.
 * Only construction lives here; what the parts do is theirs. Start at {@link hookworks.server.site.Site}.
 */
@NullMarked
package hookworks.server.site;

import org.jspecify.annotations.NullMarked;
