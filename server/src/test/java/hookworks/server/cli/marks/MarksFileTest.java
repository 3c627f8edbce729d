package hookworks.server.cli.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hookworks.grader.engine.report.Verdict;
import hookworks.server.SmallDisk;
import hookworks.server.cli.CannotRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file of marks")
final class MarksFileTest {
    private static final Mark AMARA = new Mark("amara", 7, Map.of("logits", Verdict.PASSED), "");
    private static final Mark BRUNO = Mark.notTaken("bruno", 7, "no folder src/main/java");
    private static final Mark CHIARA = new Mark("chiara", 7, Map.of("logits", Verdict.NOT_JUDGED), "no worker");

    private final MarksTable table = new MarksTable(List.of("logits"));
    private final Path file;

    MarksFileTest(@TempDir Path folder) {
        file = folder.resolve("marks.csv");
    }

    @Test
    @DisplayName("has each row on the disk as soon as it is added")
    void growsRowByRow() {
        try (var marks = MarksFile.open(file, table)) {
            assertThat(file).content().isEqualTo(table.header());
            marks.add(AMARA);
            assertThat(file).content().isEqualTo(table.header() + table.line(AMARA));
            marks.add(BRUNO);
            assertThat(file).content().isEqualTo(table.header() + table.line(AMARA) + table.line(BRUNO));
        }
    }

    @Test
    @DisplayName("keeps on opening what was judged, and drops what was not and what was cut")
    void goesOn() throws Exception {
        Files.writeString(
                file, table.header() + table.line(BRUNO) + table.line(AMARA) + table.line(CHIARA) + "dario,7,1");

        try (var marks = MarksFile.open(file, table)) {
            assertThat(marks.judged()).containsExactly(AMARA);
            assertThat(marks.seeds()).containsExactly(7L);
            marks.add(BRUNO);
        }

        assertThat(file).content().isEqualTo(table.header() + table.line(AMARA) + table.line(BRUNO));
    }

    @Test
    @DisplayName("stops where the disk gets full, keeps the rows before, and goes on once there is room")
    void diskIsFull(@TempDir Path elsewhere) throws Exception {
        try (SmallDisk disk = SmallDisk.at(elsewhere.resolve("disk"), "64k")) {
            Path small = disk.folder().resolve("marks.csv");
            try (var marks = MarksFile.open(small, table)) {
                marks.add(AMARA);
                disk.fill();
                var tooMuch = new Mark("bruno", 7, Map.of("logits", Verdict.PASSED), "x".repeat(8_192));
                assertThatExceptionOfType(CannotRun.class)
                        .isThrownBy(() -> marks.add(tooMuch))
                        .withMessageContaining("cannot write the table to '%s'".formatted(small))
                        .withMessageContaining("No space left on device");
            }

            disk.empty();
            try (var marks = MarksFile.open(small, table)) {
                assertThat(marks.judged()).containsExactly(AMARA);
                marks.add(BRUNO);
            }
            assertThat(small).content().isEqualTo(table.header() + table.line(AMARA) + table.line(BRUNO));
        }
    }

    @Test
    @DisplayName("leaves a file alone that is something else")
    void leavesOthersAlone() throws Exception {
        Files.writeString(file, "Dear diary\n");

        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> MarksFile.open(file, table).close())
                .withMessageContainingAll("cannot go on with '" + file, "its first line is not: submission,seed");
        assertThat(file).content().isEqualTo("Dear diary\n");
    }

    @Test
    @DisplayName("leaves bytes alone that are no text")
    void leavesBytesAlone() throws Exception {
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> MarksFile.open(file, table).close());
        assertThat(file).binaryContent().containsExactly(0xff, 0xfe);
    }

    @Test
    @DisplayName("belongs to one run at a time, and is free when that ends")
    void isLocked() {
        try (var first = MarksFile.open(file, table)) {
            assertThatExceptionOfType(CannotRun.class)
                    .isThrownBy(() -> MarksFile.open(file, table).close())
                    .withMessageContaining("another run is writing");
            first.add(AMARA);
        }
        try (var second = MarksFile.open(file, table)) {
            assertThat(second.judged()).containsExactly(AMARA);
        }
    }
}
