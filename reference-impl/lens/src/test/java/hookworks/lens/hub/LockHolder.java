package hookworks.lens.hub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Another process, which holds a lock until it is told to go. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (BlobLock _ = BlobLock.acquire(Path.of(arguments[0]), Duration.ofSeconds(1), Pauses.real())) {
            System.out.println("held");
            in.readLine();
        }
    }
}
