package io.fleetfix.adapter.sqs.way;

import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Fails to send the messages whose bodies match, with this exception. */
public record SendFault(Predicate<String> bodies, Supplier<RuntimeException> failure)
    implements ExecutionInterceptor {
  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof SendMessageRequest send && bodies.test(send.messageBody())) {
      throw failure.get();
    }
  }
}
