package hookworks.grader.suites;

import ai.djl.ndarray.NDArray;

/** What an answer would be, had its author made this mistake. */
public record Mistake(Misconception misconception, NDArray answer) {}
