package hookworks.server.cli;

import hookworks.grader.engine.SandboxedJudge;
import hookworks.grader.engine.devices.DeviceRegistry;
import hookworks.grader.engine.sandbox.AotCaches;
import hookworks.grader.engine.sandbox.BubblewrapSandbox;
import hookworks.grader.engine.sandbox.NvidiaMemory;
import hookworks.grader.engine.sandbox.Protection;
import hookworks.grader.engine.sandbox.ProtectionPolicy;
import hookworks.grader.engine.sandbox.Sandbox;
import hookworks.grader.engine.sandbox.UnconfinedSandbox;
import hookworks.grader.engine.sandbox.WorkerImage;
import hookworks.grader.engine.sandbox.WorkerLimits;
import hookworks.grader.engine.session.LeasedWorkers;
import hookworks.grader.engine.session.WarmWorkers;
import hookworks.grader.engine.session.WorkerSource;
import hookworks.grader.engine.session.Workers;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import hookworks.server.cli.LocalJudge.SandboxChoice;
import hookworks.server.cli.report.Isolation;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Judges that start their workers on this machine, behind its sandbox where it has one. */
final class MachineJudges implements LocalJudge.Source {
    /** Long, since a verdict must not depend on how many others want the GPU. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final DeviceSetting device;
    private Optional<DeviceRegistry> devices = Optional.empty();

    MachineJudges(DeviceSetting device) {
        this.device = device;
    }

    @Override
    public LocalJudge open(SandboxChoice choice, int warmWorkers, ProtectionPolicy policy) {
        Optional<BubblewrapSandbox> found = choice == SandboxChoice.NONE ? Optional.empty() : BubblewrapSandbox.find();
        if (found.isPresent()) {
            BubblewrapSandbox sandbox = found.get().under(policy);
            require(policy, sandbox);
            return new LocalJudge(judgeIn(sandbox, warmWorkers), Isolation.BUBBLEWRAP, Optional.empty());
        }
        if (choice == SandboxChoice.REQUIRED) {
            throw new CannotRun("this machine has no sandbox for other people's code%n%s".formatted(whatIsMissing()));
        }
        var unconfined = new UnconfinedSandbox();
        require(policy, unconfined);
        Optional<String> warning =
                choice == SandboxChoice.WHERE_AVAILABLE ? Optional.of(whatIsMissing()) : Optional.empty();
        return new LocalJudge(judgeIn(unconfined, warmWorkers), Isolation.NONE, warning);
    }

    private static void require(ProtectionPolicy policy, Sandbox sandbox) {
        Set<Protection> missing = policy.missingFrom(sandbox.protections());
        if (!missing.isEmpty()) {
            throw new CannotRun(ProtectionPolicy.refusal(missing));
        }
    }

    private static String whatIsMissing() {
        return String.join(System.lineSeparator(), BubblewrapSandbox.missing());
    }

    private SandboxedJudge judgeIn(Sandbox sandbox, int warmWorkers) {
        try {
            WorkerLimits limits = WorkerLimits.standard();
            WorkerImage image = WorkerImage.ofThisInstallation(device.value());
            var caches = new AotCaches(sandbox, limits, image.natives());
            var workers = new Workers(sandbox, caches.prepare(image), limits);
            WorkerSource source = registry()
                    .leasesOf(image.device())
                    .<WorkerSource>map(places -> LeasedWorkers.of(workers, places, warmWorkers, PATIENCE))
                    .orElseGet(() -> warmWorkers == 0 ? workers : WarmWorkers.of(workers, warmWorkers));
            return new SandboxedJudge(source, new SuiteLauncher(Suites.ofCourse()));
        } catch (IOException | IllegalArgumentException e) {
            throw new CannotRun("no worker can be started: " + e.getMessage(), e);
        }
    }

    /** One for all judges of this process, which share the machine. */
    private synchronized DeviceRegistry registry() {
        DeviceRegistry registry = devices.orElseGet(
                () -> new DeviceRegistry(NvidiaMemory.ofThisMachine(), device.gpuMebibytesPerWorker()));
        devices = Optional.of(registry);
        return registry;
    }
}
