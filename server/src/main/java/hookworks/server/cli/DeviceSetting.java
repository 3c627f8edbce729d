package hookworks.server.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which device models run on: one setting, which every command understands. */
final class DeviceSetting {
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:HOOKWORKS_DEVICE:-auto}",
            description =
                    "auto (a GPU where there is one), cpu, cuda, cuda:N or mps; ${DEFAULT-VALUE} unless told otherwise")
    private String device = "auto";

    @Option(
            names = "--gpu-worker-memory",
            paramLabel = "MIB",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:HOOKWORKS_GPU_WORKER_MEMORY:-2048}",
            description = {
                "how much of a GPU's memory one worker of the grader needs: as many work at a time as fit, the others wait;",
                "${DEFAULT-VALUE} unless told otherwise"
            })
    private int gpuMebibytesPerWorker = 2048;

    int gpuMebibytesPerWorker() {
        return gpuMebibytesPerWorker;
    }

    String value() {
        return device;
    }
}
