package hookworks.server.git;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.server.students.Student;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a push by someone")
@Timeout(60)
class AccessTest {
    private GitServer server;
    private Student amara;
    private String token;
    private Terminal terminal;

    @BeforeEach
    void open(@TempDir Path data, @TempDir Path home) {
        server = new GitServer(data);
        amara = server.classroom.amara();
        token = server.classroom.students.issueToken(amara.id()).secret();
        terminal = Terminal.clone(home, server.address("amara", token, "amara"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("with a wrong token is refused")
    void wrongToken() {
        pushTo(server.address("amara", "hw_wrong", "amara"), "the user name is your handle");
    }

    @Test
    @DisplayName("with a right token under another name is refused")
    void wrongName() {
        server.classroom.bruno();
        pushTo(server.address("bruno", token, "bruno"), "the user name is your handle");
    }

    @Test
    @DisplayName("with a token that a newer one replaced is refused")
    void replacedToken() {
        String newer = server.classroom.students.issueToken(amara.id()).secret();
        terminal.git("remote", "set-url", "origin", server.address("amara", newer, "amara"))
                .succeeded();
        pushTo(server.address("amara", token, "amara"), "the user name is your handle");
    }

    @Test
    @DisplayName("to someone else's repository is refused, and so is a clone of it")
    void someoneElses(@TempDir Path elsewhere) {
        server.classroom.bruno();
        pushTo(server.address("amara", token, "bruno"), "this repository is not yours, Amara");
        assertThat(Terminal.tryClone(elsewhere, server.address("amara", token, "bruno"))
                        .failed()
                        .text())
                .contains("this repository is not yours, Amara");
    }

    private void pushTo(String address, String expected) {
        terminal.commit("Mine");
        assertThat(terminal.git("push", address, "HEAD:main").failed().text()).contains(expected);
        server.assertUntouched(amara);
    }
}
