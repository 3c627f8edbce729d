/** The table that the doctor prints, and what a machine that runs these tests must have. */
@NullMarked
package hookworks.server.cli.doctor;

import org.jspecify.annotations.NullMarked;
