/**
 * What stands per student and exercise, kept up to date as verdicts arrive, so that no page scans submissions.
 * Start at {@link hookworks.server.progress.ProgressRows}.
 */
@NullMarked
package hookworks.server.progress;

import org.jspecify.annotations.NullMarked;
