/**
 * The figures of the course, drawn by running somebody's implementation of the exercises on a model: the reference's on
 * the course's pages, a student's own in the playground. No solution lives here, and nothing that judges one.
 */
@NullMarked
package hookworks.exercises.figures;

import org.jspecify.annotations.NullMarked;
