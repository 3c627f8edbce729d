package hookworks.server.cli;

import hookworks.grader.engine.Judge;
import hookworks.grader.engine.sandbox.ProtectionPolicy;
import hookworks.server.cli.LocalJudge.SandboxChoice;
import hookworks.server.cli.marks.Mark;
import hookworks.server.cli.marks.MarksFile;
import hookworks.server.cli.marks.MarksTable;
import hookworks.server.cli.report.VisibleText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Judges a folder of submissions into a table, and goes on with a table that is there. Confined to one thread. */
final class GradeAll {
    /** Spreadsheets keep 15 digits of a number: 49 bits. */
    private static final int BITS_TOO_MANY = Long.SIZE - 49;

    private final AllOptions options;
    private final Optional<Long> seed;
    private final LongSupplier random;
    private final CommandLine terminal;

    /**
     * Makes ready to judge.
     *
     * @param seed for all submissions, if it was given
     * @param random where a seed comes from that was not
     */
    GradeAll(AllOptions options, Optional<Long> seed, LongSupplier random, CommandLine terminal) {
        this.options = options;
        this.seed = seed;
        this.random = random;
        this.terminal = terminal;
    }

    /** Returns the command's exit code: 0 where every submission has been judged, now or before, else 2. */
    int grade(Path folder, List<String> exercises, LocalJudge.Source judges, SandboxChoice choice) {
        List<Path> submissions = new SubmissionsFolder(folder).submissions();
        try (var stop = new CloseOnExit();
                MarksFile marks = MarksFile.open(options.csv(), new MarksTable(exercises))) {
            LongSupplier seeds = seeds(marks);
            List<Path> left = left(submissions, marks);
            var progress = new Progress(marks, stop, submissions.size(), left.size());
            if (!left.isEmpty()) {
                LocalJudge local = judges.open(choice, options.jobs(), ProtectionPolicy.nothing());
                Judge judge = stop.owns(local.judge());
                local.warning().ifPresent(terminal.getErr()::println);
                say("judging %d of %d submissions %s"
                        .formatted(
                                left.size(),
                                submissions.size(),
                                local.isolation().inWords()));
                new Marking(judge, exercises, seeds, options.jobs()).mark(left, progress::tell);
            }
            return progress.end();
        }
    }

    private static List<Path> left(List<Path> submissions, MarksFile marks) {
        Set<String> judged = marks.judged().stream().map(Mark::submission).collect(Collectors.toSet());
        return submissions.stream()
                .filter(submission -> !judged.contains(SubmissionsFolder.nameOf(submission)))
                .toList();
    }

    private LongSupplier seeds(MarksFile marks) {
        if (options.ownSeeds()) {
            return this::drawn;
        }
        List<Long> used = marks.seeds();
        long one = seed.orElseGet(() -> used.isEmpty() ? drawn() : used.getFirst());
        if (!used.stream().allMatch(each -> each == one)) {
            throw new CannotRun("""
                    cannot go on with '%s' under seed %d: its rows were judged under %s
                    name another file, or leave out --seed; --own-seeds goes on with a table of many seeds""".formatted(options.csv(), one, used.size() == 1 ? used.getFirst() : "several"));
        }
        return () -> one;
    }

    private long drawn() {
        return random.getAsLong() >>> BITS_TOO_MANY;
    }

    private void say(String line) {
        terminal.getOut().println(VisibleText.of(line));
        terminal.getOut().flush();
    }

    /** Counts and tells, and writes down what stands. */
    private final class Progress {
        private final MarksFile marks;
        private final CloseOnExit stop;
        private final int all;
        private int known;
        private int unjudged;

        Progress(MarksFile marks, CloseOnExit stop, int all, int left) {
            this.marks = marks;
            this.stop = stop;
            this.all = all;
            this.known = all - left;
        }

        void tell(Mark mark) {
            // Told to stop, the judge ends its workers: what they did not finish is nobody's result.
            if (stop.isStopping()) {
                return;
            }
            marks.add(mark);
            known++;
            unjudged += mark.isJudged() ? 0 : 1;
            say("[%d/%d] %s: %s".formatted(known, all, mark.submission().replace('\n', ' '), mark.inWords()));
        }

        int end() {
            say("%d of %d submissions are judged, in %s".formatted(known - unjudged, all, options.csv()));
            if (unjudged > 0) {
                say("the same command tries the others again; a judged one is judged again once its row is deleted");
            }
            return unjudged == 0 ? 0 : 2;
        }
    }
}
