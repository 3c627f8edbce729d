package hookworks.grader.worker;

import ai.djl.Device;
import hookworks.grader.protocol.FrameReader;
import hookworks.grader.protocol.FrameWriter;
import hookworks.lens.Devices;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/** A worker's entry: takes standard input and output for the protocol before any code of a submission exists. */
public final class WorkerMain {
    private WorkerMain() {}

    /**
     * Serves until the stream of requests ends.
     *
     * @param args nothing, or the {@link SecondFilter} that the worker takes on
     */
    public static void main(String[] args) throws IOException {
        ReadableByteChannel requests = new FileInputStream(FileDescriptor.in).getChannel();
        WritableByteChannel replies = new FileOutputStream(FileDescriptor.out).getChannel();
        StudentOutput output = new StudentOutput();
        PrintStream errors = System.err;
        System.setIn(InputStream.nullInputStream());
        System.setOut(output.stream());
        System.setErr(output.stream());

        // No orderly exit: libtorch's static destructors may run under a thread that is still inside it, and a
        // submission's own threads would keep a worker up that answers no more.
        try {
            CpuTimeEnd.exitsByItself();
            serve(requests, replies, output, args.length == 0 ? Optional.empty() : Optional.of(SecondFilter.of(args)));
            Runtime.getRuntime().halt(0);
        } catch (IOException | RuntimeException | Error e) {
            e.printStackTrace(errors);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void serve(
            ReadableByteChannel requests,
            WritableByteChannel replies,
            StudentOutput output,
            Optional<SecondFilter> filter)
            throws IOException {
        Device device = Devices.choose(System.getProperty("hookworks.device", "cpu"));
        new Worker(new FrameReader(requests), new FrameWriter(replies), output, device, filter).serve();
    }
}
