package hookworks.exercises;

/** Section 4, "Reverse-engineering induction circuits": prove from the weights what the patterns only show. */
public interface ReverseEngineering {}
