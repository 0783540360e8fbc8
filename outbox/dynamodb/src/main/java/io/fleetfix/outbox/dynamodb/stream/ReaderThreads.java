package io.fleetfix.outbox.dynamodb.stream;

/**
 * The threads that read the shards, and the waits of the one that gives them their work. Tests put
 * virtual time in their place.
 */
interface ReaderThreads extends AutoCloseable {
  void start(Runnable worker);

  /** Waits this long, or less, or until {@link #wake}. For one thread at a time. */
  void pause(long nanos) throws InterruptedException;

  /** Ends the pause in progress, or else the next one. */
  void wake();

  /** Waits until all have ended. Nothing may be started any more. */
  @Override
  void close();
}
