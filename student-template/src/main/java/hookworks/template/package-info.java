/**
 * The project that a student clones, as the build assembled it from {@code project/} and the library's jars.
 * Nothing private is in it. Start at {@link hookworks.template.StudentTemplate}.
 */
@NullMarked
package hookworks.template;

import org.jspecify.annotations.NullMarked;
