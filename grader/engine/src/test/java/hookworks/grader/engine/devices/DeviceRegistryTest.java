package hookworks.grader.engine.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hookworks.grader.engine.devices.DeviceLeases.Lease;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A machine's devices")
class DeviceRegistryTest {
    private static DeviceLeases gpu(int places) {
        return new DeviceRegistry(device -> OptionalInt.of(places * 100), 100)
                .leasesOf("cuda:0")
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0} MiB hold {2} workers of {1} MiB")
    @CsvSource({"81559, 2048, 39", "4096, 2048, 2", "4095, 2048, 1", "1024, 2048, 1"})
    @DisplayName("have as many places as workers fit into a GPU's memory, and one at least")
    void places(int memory, int perWorker, int places) {
        var registry = new DeviceRegistry(device -> OptionalInt.of(memory), perWorker);
        assertThat(registry.leasesOf("cuda:0")).map(DeviceLeases::places).hasValue(places);
    }

    @Test
    @DisplayName("have one place on a GPU of which nothing is known, and are not counted where there is none")
    void unknown() {
        var registry = new DeviceRegistry(device -> OptionalInt.empty(), 2048);
        assertThat(registry.leasesOf("cuda:1")).map(DeviceLeases::places).hasValue(1);
        assertThat(registry.leasesOf("cpu")).isEmpty();
        assertThat(registry.leasesOf("mps")).isEmpty();
    }

    @Test
    @DisplayName("are the same for whoever asks, each GPU by itself")
    void shared() {
        var registry = new DeviceRegistry(device -> OptionalInt.of(8192), 2048);
        assertThat(registry.leasesOf("cuda:0").orElseThrow())
                .isSameAs(registry.leasesOf("cuda:0").orElseThrow())
                .isNotSameAs(registry.leasesOf("cuda:1").orElseThrow());
    }

    @Test
    @DisplayName("take a worker's need of memory only where there is one")
    void noNeed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceRegistry(device -> OptionalInt.empty(), 0))
                .withMessage("a worker needs at least 1 MiB of a GPU's memory, got 0");
    }

    @Test
    @DisplayName("give a place to one at a time, and take it back once, however often it is given back")
    void once() throws InterruptedException {
        DeviceLeases one = gpu(1);
        Lease lease = one.take(Duration.ZERO).orElseThrow();
        assertThat(one.take(Duration.ZERO)).isEmpty();

        lease.close();
        lease.close();

        assertThat(one.take(Duration.ZERO)).isPresent();
        assertThat(one.take(Duration.ZERO)).isEmpty();
    }

    @ParameterizedTest(name = "of {0} places and {1} wanted: {2}")
    @CsvSource({"1, 1, 0", "2, 1, 1", "2, 5, 1", "5, 5, 2", "4, 4, 2", "9, 3, 3"})
    @DisplayName("set places aside for those that wait for work, but never more than half")
    void aside(int places, int wanted, int given) throws InterruptedException {
        DeviceLeases leases = gpu(places);
        List<Lease> spare = leases.setAside(wanted);
        assertThat(spare).hasSize(given);
        assertThat(leases.setAside(places)).hasSize(places / 2 - given);
        for (int working = 0; working < places - places / 2; working++) {
            assertThat(leases.take(Duration.ZERO)).isPresent();
        }
        assertThat(leases.take(Duration.ZERO)).isEmpty();

        spare.forEach(Lease::close);
        assertThat(leases.setAside(places)).hasSize(given);
    }
}
