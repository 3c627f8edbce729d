package hookworks.server.web;

/** Knows what an open page should show at any moment. Used by one thread; whoever opened it closes it. */
public interface LiveSource extends AutoCloseable {
    /** What the page should show now. */
    Snapshot look();

    @Override
    void close();
}
