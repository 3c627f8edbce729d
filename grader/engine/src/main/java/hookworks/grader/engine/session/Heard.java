package hookworks.grader.engine.session;

import hookworks.grader.protocol.Frame;

/** What came from a worker, or why nothing more will. */
sealed interface Heard {
    record Said(Frame.Reply reply) implements Heard {}

    /** Nothing in time. */
    record Silence() implements Heard {}

    /** This process stops: whoever waited was interrupted. */
    record Interrupted() implements Heard {}

    /** The stream ended: the process is gone or has closed it. */
    record Ended() implements Heard {}

    /** Somebody outside killed the process, or its sandbox. */
    record Killed() implements Heard {}

    /** Bytes that are no frame. */
    record Nonsense(String why) implements Heard {}

    /** This side could not ask, or had no room for the answer. */
    record OurFault(Throwable cause) implements Heard {}

    /** More on the error stream than is allowed. */
    record Flood() implements Heard {}
}
