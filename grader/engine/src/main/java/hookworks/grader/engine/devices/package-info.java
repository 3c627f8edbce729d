/**
 * Who may use a GPU, and how many at a time. Nothing here knows what a worker is.
 * Start at {@link hookworks.grader.engine.devices.DeviceRegistry}.
 */
@NullMarked
package hookworks.grader.engine.devices;

import org.jspecify.annotations.NullMarked;
