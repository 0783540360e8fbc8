package io.fleetfix.adapter.eventbridge;

import io.fleetfix.outbox.event.EventId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * Injects faults on the client side of an EventBridge that has no fault injection: it corrupts
 * entries so that EventBridge refuses them, or redirects calls to a closed port.
 */
final class FaultyWay implements ExecutionInterceptor {
  /** Only root may listen on this port, and nothing does. */
  private static final int NOWHERE = 1;

  private final Set<String> spoiled = ConcurrentHashMap.newKeySet();
  private volatile boolean leadsNowhere;

  void spoil(EventId... entries) {
    List.of(entries).forEach(entry -> spoiled.add(entry.toString()));
  }

  void leadNowhere() {
    leadsNowhere = true;
  }

  @Override
  public SdkRequest modifyRequest(
      Context.ModifyRequest context, ExecutionAttributes executionAttributes) {
    return context.request() instanceof PutEventsRequest call
        ? call.toBuilder().entries(call.entries().stream().map(this::sent).toList()).build()
        : context.request();
  }

  private PutEventsRequestEntry sent(PutEventsRequestEntry entry) {
    return spoiled.stream().anyMatch(entry.detail()::contains)
        ? entry.toBuilder().detail("spoiled").build()
        : entry;
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes executionAttributes) {
    return leadsNowhere
        ? context.httpRequest().toBuilder().port(NOWHERE).build()
        : context.httpRequest();
  }
}
