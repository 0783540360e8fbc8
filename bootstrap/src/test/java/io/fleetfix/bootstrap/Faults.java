package io.fleetfix.bootstrap;

import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.bootstrap.metrics.AwsMeters;
import io.fleetfix.bootstrap.wiring.AwsConnections;
import io.fleetfix.localaws.ChildDeath;
import io.fleetfix.localaws.ChildWatch;
import io.fleetfix.localaws.LocalAws;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/**
 * What a loop calls, and what throws an error there once. As a watcher of an AWS client, it is
 * called in the thread of each call, which then ends with the error.
 */
final class Faults implements MetricPublisher {
  private final AtomicReference<@Nullable Error> next = new AtomicReference<>();
  private final AtomicInteger passed = new AtomicInteger();

  /** The next call throws this. */
  void arm(Error error) {
    next.set(error);
  }

  /** Whether the last error was thrown. */
  boolean areThrown() {
    return next.get() == null;
  }

  /** How many calls threw nothing. */
  int passed() {
    return passed.get();
  }

  /** A call. */
  void pass() {
    Error error = next.getAndSet(null);
    if (error != null) {
      throw error;
    }
    passed.incrementAndGet();
  }

  /** Connections whose calls are calls of this. */
  AwsConnections watching(LocalAws local) {
    var credentials = local.credentials();
    return new AwsConnections(
        DynamoDbConnection.to(local.dynamoDb(), LocalAws.REGION, credentials, this),
        EventBridgeConnection.to(local.eventBridge(), LocalAws.REGION, credentials, this),
        SqsConnection.to(local.queues(), LocalAws.REGION, credentials, this),
        new AwsMeters());
  }

  ChildWatch.Listener ofChildren() {
    return new ChildWatch.Listener() {
      @Override
      public void died(ChildDeath death) {
        pass();
      }

      @Override
      public void back(String name) {
        pass();
      }
    };
  }

  @Override
  public void publish(MetricCollection call) {
    pass();
  }

  @Override
  public void close() {}
}
