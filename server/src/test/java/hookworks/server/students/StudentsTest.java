package hookworks.server.students;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hookworks.server.Classroom;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("students")
class StudentsTest {
    private Classroom classroom;
    private Students students;

    @BeforeEach
    void open(@TempDir Path folder) {
        classroom = new Classroom(folder);
        students = classroom.students;
    }

    @AfterEach
    void close() {
        classroom.close();
    }

    @Test
    @DisplayName("are found by handle, number and token")
    void areFound() {
        Student amara = students.enrol("amara", "Amara Ⅱ");
        PersonalToken token = students.issueToken(amara.id());

        assertThat(students.withHandle("amara")).contains(amara);
        assertThat(students.withId(amara.id())).contains(amara);
        assertThat(students.withToken(token.secret())).contains(amara);
        assertThat(students.withToken(token.secret() + "x")).isEmpty();
        assertThat(students.withHandle("bruno")).isEmpty();
    }

    @Test
    @DisplayName("have tokens of 256 random bits, of which only a hash is stored and nothing is printed")
    void keepNoSecret() {
        PersonalToken token = students.issueToken(classroom.amara().id());

        assertThat(token.secret()).matches("hw_[A-Za-z0-9_-]{43}");
        assertThat(token.toString()).doesNotContain(token.secret());
        assertThat(storedTokenHash()).matches("[0-9a-f]{64}").isEqualTo(Secrets.hashOf(token.secret()));
    }

    @Test
    @DisplayName("have one token: a new one ends the old")
    void haveOneToken() {
        PersonalToken first = students.issueToken(classroom.amara().id());
        PersonalToken second = students.issueToken(classroom.amara().id());

        assertThat(students.withToken(first.secret())).isEmpty();
        assertThat(students.withToken(second.secret())).contains(classroom.amara());
    }

    @Test
    @DisplayName("are signed out everywhere by a new token, since the old one may have been stolen")
    void newTokenSignsOut() {
        var sessions = new Sessions(classroom.database, classroom.clock, new SecureRandom(), Duration.ofDays(30));
        String amaras = sessions.open(classroom.amara().id());
        String brunos = sessions.open(classroom.bruno().id());

        students.issueToken(classroom.amara().id());

        assertThat(sessions.of(amaras)).isEmpty();
        assertThat(sessions.of(brunos)).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"", "Amara", "../x", "a b", "-a", "1a", "a.git", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    @DisplayName("cannot have the handle")
    void refuseHandle(String handle) {
        assertThatThrownBy(() -> students.enrol(handle, "Amara"))
                .hasMessageContaining("handle '%s' cannot be used", handle);
    }

    @Test
    @DisplayName("cannot share a handle")
    void refuseTakenHandle() {
        students.enrol("amara", "Amara");
        assertThatThrownBy(() -> students.enrol("amara", "Another"))
                .hasMessage("handle 'amara' already belongs to Amara; choose another");
    }

    @Test
    @DisplayName("stay signed in until the session expires or is closed")
    void staySignedIn() {
        var clock = new SettableClock();
        var sessions = new Sessions(classroom.database, clock, new SecureRandom(), Duration.ofDays(30));
        Student amara = classroom.amara();
        String cookie = sessions.open(amara.id());
        String closed = sessions.open(amara.id());
        sessions.close(closed);

        assertThat(sessions.of(closed)).isEmpty();
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(sessions.of(cookie)).contains(amara);
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.of(cookie)).isEmpty();

        sessions.open(amara.id());
        assertThat(classroom.count("browser_sessions"))
                .as("expired ones are forgotten")
                .isEqualTo(1);
    }

    private String storedTokenHash() {
        return classroom
                .database
                .jdbi()
                .withHandle(handle -> handle.createQuery("select hash from personal_tokens")
                        .mapTo(String.class)
                        .one());
    }
}
