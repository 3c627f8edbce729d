package hookworks.server.cli;

import hookworks.server.web.ServerStartException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** The command that has all others below it, and what they share: help, version, and how a failure is told. */
@Command(
        name = "hookworks",
        mixinStandardHelpOptions = true,
        description = "See inside a transformer, in Java: a course and its grader.",
        synopsisSubcommandLabel = "COMMAND")
final class Hookworks {
    /** The command could not be tried, or found itself broken; 1 means that it was tried and failed. */
    private static final int COULD_NOT_RUN = 2;

    private Hookworks() {}

    /** The whole command line. Each command prints its help on {@code --help} and its failure in words. */
    static CommandLine commandLine(DeviceSetting device, Object... commands) {
        var root = new CommandLine(new Hookworks());
        root.addMixin("device", device);
        for (Object command : commands) {
            root.addSubcommand(command);
        }
        tellVersion(root);
        root.setExecutionExceptionHandler(Hookworks::explain);
        root.setAbbreviatedOptionsAllowed(false);
        root.setUsageHelpAutoWidth(true);
        return root;
    }

    private static void tellVersion(CommandLine line) {
        line.getCommandSpec().versionProvider(new Version());
        line.getSubcommands().values().forEach(Hookworks::tellVersion);
    }

    private static int explain(Exception failure, CommandLine line, ParseResult ignored) {
        PrintWriter err = line.getErr();
        if (failure instanceof CannotRun || failure instanceof ServerStartException) {
            err.println(line.getColorScheme().errorText(String.valueOf(failure.getMessage())));
        } else {
            err.println("hookworks found itself broken; this is a fault of ours:");
            failure.printStackTrace(err);
        }
        err.flush();
        return COULD_NOT_RUN;
    }

    /** What the jar says about itself. */
    private static final class Version implements IVersionProvider {
        private static final String ABOUT = "/META-INF/maven/hookworks/hookworks-server/pom.properties";

        @Override
        public String[] getVersion() throws IOException {
            var about = new Properties();
            try (InputStream file = Hookworks.class.getResourceAsStream(ABOUT)) {
                if (file != null) {
                    about.load(file);
                }
            }
            return new String[] {"hookworks " + about.getProperty("version", "(from class files, without a version)")};
        }
    }
}
