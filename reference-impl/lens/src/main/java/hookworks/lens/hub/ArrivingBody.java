package hookworks.lens.hub;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, piece by piece, on the thread that takes it: a body that stalls must not hold that thread
 * for ever, which a blocking stream would. At most one piece waits here. Closing it early ends the transfer.
 */
final class ArrivingBody implements BodySubscriber<ArrivingBody>, AutoCloseable {
    private sealed interface Arrival {}

    private record Piece(List<ByteBuffer> bytes) implements Arrival {}

    private record End() implements Arrival {}

    private record Broken(Throwable cause) implements Arrival {}

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private Flow.@Nullable Subscription subscription;
    private boolean closed;

    /**
     * Waits for the next piece.
     *
     * @return nothing at the end of the body, after which it must not be called again
     */
    List<ByteBuffer> next(Duration stall) throws IOException, InterruptedException, TimeoutException {
        Arrival arrival = arrivals.poll(stall.toMillis(), TimeUnit.MILLISECONDS);
        return switch (arrival) {
            case null -> throw new TimeoutException();
            case Piece(List<ByteBuffer> bytes) -> {
                requestAnother();
                yield bytes.isEmpty() ? next(stall) : bytes;
            }
            case End() -> List.of();
            case Broken(Throwable cause) -> throw new IOException(cause);
        };
    }

    @Override
    public CompletionStage<ArrivingBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription granted) {
        subscription = granted;
        if (closed) {
            granted.cancel();
        } else {
            granted.request(1);
        }
    }

    private synchronized void requestAnother() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        arrivals.add(new Piece(bytes));
    }

    @Override
    public void onError(Throwable cause) {
        arrivals.add(new Broken(cause));
    }

    @Override
    public void onComplete() {
        arrivals.add(new End());
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
