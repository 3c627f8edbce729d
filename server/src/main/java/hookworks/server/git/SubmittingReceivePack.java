package hookworks.server.git;

import hookworks.server.grading.GradingRun;
import hookworks.server.students.Student;
import hookworks.server.submissions.Submission;
import hookworks.server.submissions.SubmissionRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.eclipse.jgit.http.server.ServletUtils;
import org.eclipse.jgit.internal.submodule.SubmoduleValidator.SubmoduleValidationException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;

/** One push: bounded while it arrives, and a submission on disk before the branch moves and git hears of it. */
final class SubmittingReceivePack extends ReceivePack {
    private static final int MAX_COMMAND_BYTES = 64 << 10;

    private final Student student;
    private final HttpServletRequest request;
    private final PushIntake intake;
    private final long maxPackBytes;

    /**
     * Prepares to receive.
     *
     * @param request the push itself
     */
    SubmittingReceivePack(
            Repository repository, Student student, HttpServletRequest request, PushIntake intake, long maxPackBytes) {
        super(repository);
        this.request = request;
        this.student = student;
        this.intake = intake;
        this.maxPackBytes = maxPackBytes;
        setMaxPackSizeLimit(maxPackBytes);
        setMaxObjectSizeLimit(maxPackBytes);
        setMaxCommandBytes(MAX_COMMAND_BYTES);
        setCheckReceivedObjects(true);
        setPreReceiveHook((receive, commands) -> submit(commands));
    }

    /**
     * Refuses what is too large like anything else that is refused; as a failed transfer it would fill the log. Git
     * hears nothing before it has sent everything, so the rest is taken and dropped.
     */
    @Override
    protected void receivePackAndCheckConnectivity()
            throws IOException, LargeObjectException, SubmoduleValidationException {
        try {
            super.receivePackAndCheckConnectivity();
        } catch (TooLargePackException | TooLargeObjectInPackException tooLarge) {
            say("""
                    refused: a push may send at most %,d bytes
                    only .java files are graded, so look for what else you committed: git log --stat origin/main..""".formatted(maxPackBytes));
            ServletUtils.consumeRequestBody(request);
            getAllCommands().forEach(SubmittingReceivePack::refuse);
        }
    }

    private void submit(Collection<ReceiveCommand> commands) {
        for (ReceiveCommand command : commands) {
            try {
                submit(command);
            } catch (SubmissionRefused refused) {
                say("refused: " + refused.getMessage());
                refuse(command);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot read what %s pushed".formatted(student.handle()), unreadable);
            }
        }
    }

    private void submit(ReceiveCommand command) throws IOException {
        if (!command.getRefName().equals(StudentRepositories.MAIN)) {
            throw new SubmissionRefused("""
                    only the branch main is graded, and this push is for %s
                    push with: git push origin HEAD:main""".formatted(command.getRefName()));
        }
        if (command.getType() == ReceiveCommand.Type.DELETE) {
            throw new SubmissionRefused("the branch main stays; push a commit to it to submit");
        }
        Submission submission = intake.take(student, getRepository(), command.getNewId());
        GradingRun run = intake.runOf(submission);
        say("submission %d is taken: it is stored and will be graded"
                .formatted(submission.id().value()));
        intake.placeOf(run).ifPresent(place -> say("place in the queue: %d".formatted(place)));
        say("follow it at %s/runs/%d".formatted(site(), run.id().value()));
    }

    /** The server's address as the student reached it. */
    private String site() {
        String address = request.getRequestURL().toString();
        return address.substring(0, address.indexOf("/git/"));
    }

    private static void refuse(ReceiveCommand command) {
        command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "not submitted, see above");
    }

    /** A file's name is the student's own text: no control characters of it reach the terminal. */
    private void say(String text) {
        text.lines().map(line -> line.replaceAll("\\p{Cntrl}", "?")).forEach(this::sendMessage);
    }
}
