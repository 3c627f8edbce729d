package hookworks.server.git;

import hookworks.server.grading.GradingRuns;
import hookworks.server.students.Student;
import hookworks.server.students.Students;
import hookworks.server.submissions.Submissions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.http.server.resolver.AsIsFileService;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Git's smart HTTP at {@code /git/HANDLE.git}. Thread-safe once registered. */
public final class GitHttp {
    private static final Logger LOG = LoggerFactory.getLogger(GitHttp.class);
    private static final String PATHS = "/git/*";

    private final GitSettings settings;
    private final Students students;
    private final StudentRepositories repositories;
    private final PushIntake intake;

    public GitHttp(GitSettings settings, Students students, Submissions submissions, GradingRuns runs) {
        this.settings = settings;
        this.students = students;
        this.repositories = new StudentRepositories(settings.folder(), settings.template());
        this.intake = new PushIntake(submissions, runs, settings.rules());
    }

    /** Mends what a crash left between repositories and submissions, then serves git from this application. */
    public void register(ServletContextHandler application) {
        healAll();
        var git = new GitServlet();
        git.setAsIsFileService(AsIsFileService.DISABLED);
        git.setRepositoryResolver((request, name) -> open(GitAccess.studentOf(request), name));
        git.setReceivePackFactory(this::receive);
        application.addFilter(
                new FilterHolder(new GitAccess(students, repositories)), PATHS, EnumSet.of(DispatcherType.REQUEST));
        application.addServlet(new ServletHolder(git), PATHS);
    }

    private void healAll() {
        try {
            for (String handle : repositories.handles()) {
                Optional<Student> student = students.withHandle(handle);
                if (student.isPresent()) {
                    healOrReport(student.get());
                } else {
                    LOG.warn("the repository {}.git belongs to no student; it is left alone", handle);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "cannot read the repositories in %s; look at the folder's permissions".formatted(settings.folder()),
                    unreadable);
        }
    }

    /** One damaged repository must not keep everybody from the course; a push to it will say so again. */
    private void healOrReport(Student student) {
        try {
            heal(student);
        } catch (IOException damaged) {
            LOG.error(
                    "the repository of {} is damaged; move {}.git away or restore it from a backup",
                    student.handle(),
                    student.handle(),
                    damaged);
        }
    }

    private void heal(Student student) throws IOException {
        ReentrantLock lock = repositories.lockOf(student.handle());
        lock.lock();
        try (Repository repository = repositories.open(student.handle())) {
            intake.heal(student, repository);
        } finally {
            lock.unlock();
        }
    }

    private Repository open(Student student, String name) throws RepositoryNotFoundException {
        try {
            return repositories.open(student.handle());
        } catch (IOException unreadable) {
            LOG.error("cannot open the repository of {}", student.handle(), unreadable);
            throw new RepositoryNotFoundException(name, unreadable);
        }
    }

    /** Heals before a push too, so that a branch which could not move after its submission does so now. */
    private ReceivePack receive(HttpServletRequest request, Repository repository) {
        Student student = GitAccess.studentOf(request);
        try {
            intake.heal(student, repository);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the repository of %s".formatted(student.handle()), unreadable);
        }
        return new SubmittingReceivePack(repository, student, request, intake, settings.maxPackBytes());
    }
}
