/**
 * The one database: where it is, how it grows, and when a commit counts as kept.
 * Nothing here knows a table's meaning. Start at {@link hookworks.server.database.Database}.
 */
@NullMarked
package hookworks.server.database;

import org.jspecify.annotations.NullMarked;
