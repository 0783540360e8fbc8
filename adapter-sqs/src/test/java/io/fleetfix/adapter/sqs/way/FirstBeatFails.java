package io.fleetfix.adapter.sqs.way;

import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;

/** Fails the first visibility change, with an exception that is not the SDK's. */
public final class FirstBeatFails implements ExecutionInterceptor {
  private final AtomicBoolean failed = new AtomicBoolean();

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof ChangeMessageVisibilityBatchRequest
        && !failed.getAndSet(true)) {
      throw new IllegalStateException("Thrown by the test");
    }
  }

  public boolean hasFailed() {
    return failed.get();
  }
}
