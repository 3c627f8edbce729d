package student;

import hookworks.exercises.ReverseEngineering;

/** Section 4, "Reverse-engineering induction circuits". */
public final class MyReverseEngineering implements ReverseEngineering {}
