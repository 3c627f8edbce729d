package hookworks.server.submissions;

/** The way by which a submission came. */
public sealed interface Via {
    /**
     * A push to the student's repository.
     *
     * @param commit what was pushed, 40 hexadecimal digits
     */
    record GitPush(String commit) implements Via {}

    record BrowserUpload() implements Via {}

    record CommandLine() implements Via {}
}
