package hookworks.server.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The real command line on this machine, seen as if it lacked something; bubblewrap itself sees to that.
 *
 * @param view what bubblewrap is told to make of this machine
 */
record AnotherMachine(List<String> view) {
    static AnotherMachine withoutBubblewrap() {
        return new AnotherMachine(List.of("--ro-bind", "/dev/null", "/usr/bin/bwrap"));
    }

    /** One whose user may make no control groups. */
    static AnotherMachine withoutControlGroups() {
        return new AnotherMachine(List.of("--tmpfs", "/sys/fs/cgroup", "--remount-ro", "/sys/fs/cgroup"));
    }

    RealCommand.Outcome run(String... arguments) throws IOException, InterruptedException {
        var bubblewrap = new ArrayList<>(List.of("/usr/bin/bwrap", "--dev-bind", "/", "/"));
        bubblewrap.addAll(view);
        return RealCommand.run(bubblewrap, arguments);
    }
}
