package hookworks.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the database")
class DatabaseTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("is the same after it was closed and opened again")
    void isKept() {
        try (var database = Database.inFolder(folder)) {
            database.commitDurably(handle ->
                    handle.execute("insert into cohorts (name, created_at) values ('Autumn', current_timestamp)"));
        }
        try (var database = Database.inFolder(folder)) {
            String name = database.jdbi()
                    .withHandle(handle -> handle.createQuery("select name from cohorts")
                            .mapTo(String.class)
                            .one());
            assertThat(name).isEqualTo("Autumn");
        }
    }

    @Test
    @DisplayName("writes a commit before it returns")
    void writesAtOnce() {
        try (var database = Database.inFolder(folder)) {
            List<Integer> delays = database.jdbi()
                    .withHandle(handle ->
                            handle.createQuery("""
                    select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'
                    """).mapTo(Integer.class).list());
            assertThat(delays).isNotEmpty().containsOnly(0);
        }
    }

    @Test
    @DisplayName("is never in memory, and takes no options that could weaken it")
    void neverInMemory() {
        assertThatThrownBy(() -> Database.at("jdbc:h2:mem:test"))
                .hasMessageContaining("jdbc:h2:mem:test")
                .hasMessageContaining("only a file keeps submissions");
        assertThatThrownBy(() -> Database.at("jdbc:h2:file:/tmp/x;WRITE_DELAY=500"))
                .hasMessageContaining("leave out everything from ';'");
        assertThatThrownBy(() -> Database.inFolder(folder.resolve("a;b")))
                .hasMessageContaining("choose another folder");
    }

    @Test
    @DisplayName("says that another server has it, where another process does")
    void isHeld() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> Database.inFolder(folder))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("an H2 file serves one server at a time");
        } finally {
            other.destroyForcibly();
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Another process that has the database open until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (var database = Database.inFolder(Path.of(arguments[0]))) {
                System.out.println("open");
                assertThat(database.jdbi()).isNotNull();
                System.in.read();
            }
        }
    }
}
