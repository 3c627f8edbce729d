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

    String value() {
        return device;
    }
}
