/**
 * What this machine has for grading, what it lacks, and how to get that. Each examination tries the real thing.
 * Nothing here mends anything. Start at {@link hookworks.server.cli.doctor.Doctor}.
 */
@NullMarked
package hookworks.server.cli.doctor;

import org.jspecify.annotations.NullMarked;
