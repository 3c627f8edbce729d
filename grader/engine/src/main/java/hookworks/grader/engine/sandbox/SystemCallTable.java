package hookworks.grader.engine.sandbox;

import hookworks.grader.engine.sandbox.SystemCall.Answer;
import hookworks.grader.engine.sandbox.SystemCall.Argument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All system calls of an architecture, each with its answer for a worker on a device: what {@code system-calls.txt} says. */
record SystemCallTable(Architecture architecture, List<SystemCall> calls) {
    private static final String FILE = "system-calls.txt";

    /** One whose calls the table knows. */
    enum Architecture {
        X86_64("amd64", 0xC000_003E, 1, 317),
        AARCH64("aarch64", 0xC000_00B7, 2, 277);

        private final String java;
        private final int token;
        private final int column;
        private final int seccomp;

        Architecture(String java, int token, int column, int seccomp) {
            this.java = java;
            this.token = token;
            this.column = column;
            this.seccomp = seccomp;
        }

        /** The one that Java calls by this name, if it is known. */
        static Optional<Architecture> named(String java) {
            return Arrays.stream(values())
                    .filter(each -> each.java.equals(java))
                    .findFirst();
        }

        /** What the kernel calls it, to a filter. */
        int token() {
            return token;
        }

        /** The number of the call that sets a filter. */
        int seccomp() {
            return seccomp;
        }
    }

    /** The table for workers that compute on this device. */
    static SystemCallTable of(Architecture architecture, String device) {
        Map<String, SystemCall> calls = new LinkedHashMap<>();
        for (String line : lines()) {
            List<String> words = List.of(line.strip().split("\\s+", -1));
            boolean counts = !line.isBlank()
                    && !line.startsWith("#")
                    && !words.get(architecture.column).equals("-")
                    && (!words.get(3).equals("cuda") || device.startsWith("cuda"));
            if (counts) {
                calls.putIfAbsent(words.getFirst(), call(words, architecture));
            }
        }
        return new SystemCallTable(architecture, List.copyOf(calls.values()));
    }

    private static List<String> lines() {
        try (InputStream file = SystemCallTable.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the engine's jar lacks " + FILE);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    private static SystemCall call(List<String> words, Architecture architecture) {
        String answer = words.get(3).equals("cuda") ? "allow" : words.get(3);
        Optional<Argument> only = words.size() == 4
                ? Optional.empty()
                : Optional.of(new Argument(
                        Integer.parseInt(words.get(4)),
                        words.stream()
                                .skip(5)
                                .map(value -> Integer.parseUnsignedInt(value, 16))
                                .toList()));
        return new SystemCall(
                words.getFirst(),
                Integer.parseInt(words.get(architecture.column)),
                Answer.valueOf(answer.toUpperCase(Locale.ROOT)),
                only);
    }

    /** The call of this number, unless it is newer than the table. */
    Optional<SystemCall> numbered(int number) {
        return calls.stream().filter(call -> call.number() == number).findFirst();
    }
}
