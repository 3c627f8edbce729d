package hookworks.server.submissions;

import static hookworks.grader.engine.report.Verdict.PASSED;

import hookworks.server.Classroom;
import hookworks.server.ScriptedJudge;
import hookworks.server.students.Student;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A server process that works until it is killed, and says what it has done. */
final class DoomedServer {
    private DoomedServer() {}

    public static void main(String[] arguments) {
        var classroom = new Classroom(Path.of(arguments[0]));
        Student amara = classroom.amara();
        switch (arguments[1]) {
            case "accepts" -> accept(classroom, amara);
            case "judges" -> judge(classroom, amara);
            default -> throw new IllegalArgumentException(arguments[1]);
        }
    }

    private static void accept(Classroom classroom, Student student) {
        for (long next = 1; ; next++) {
            var sources = Classroom.sources("version " + next);
            Submission taken = classroom.submissions.accept(student.id(), sources, new Via.CommandLine());
            System.out.println(taken.id().value());
        }
    }

    private static void judge(Classroom classroom, Student student) {
        var never = new CountDownLatch(1);
        classroom.node("doomed", ScriptedJudge.always(PASSED).pausing(() -> {
            System.out.println("judging");
            Classroom.await(never);
        }));
        classroom.submit(student, "one");
        Classroom.await(never);
    }
}
