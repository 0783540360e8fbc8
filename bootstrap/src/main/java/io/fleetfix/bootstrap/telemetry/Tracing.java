package io.fleetfix.bootstrap.telemetry;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Traceparent;
import io.fleetfix.application.reaction.BatchReaction;
import io.fleetfix.application.reaction.Reaction;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * Spans around what reacts to events. Each is a trace of its own and is linked to where its event
 * was raised: an event can come late, and many together, so nobody's trace is its parent.
 */
public record Tracing(Tracer tracer) {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<OutboxEntry> TRACE =
      (event, name) ->
          event != null && name.equals(OutboxEntry.TRACEPARENT) ? event.trace().value() : null;

  /** The place in the caller's trace, to be stored with what the caller commits. */
  public static Traceparent current() {
    Map<String, String> carrier = new HashMap<>();
    W3C.inject(Context.current(), carrier, (to, name, value) -> carrier.put(name, value));
    return Traceparent.of(carrier.getOrDefault(OutboxEntry.TRACEPARENT, ""));
  }

  public Reaction each(String name, Reaction reaction) {
    return event ->
        within(
            name,
            List.of(event),
            () -> {
              MDC.put("repairId", event.repairId().value());
              reaction.on(event);
              return event;
            });
  }

  public BatchReaction together(String name, BatchReaction reaction) {
    return events -> within(name, events, () -> reaction.on(events));
  }

  private <T> T within(String name, List<OutboxEntry> events, Supplier<T> work) {
    SpanBuilder builder =
        tracer.spanBuilder("process " + name).setSpanKind(SpanKind.CONSUMER).setNoParent();
    for (OutboxEntry event : events) {
      SpanContext raised =
          Span.fromContext(W3C.extract(Context.root(), event, TRACE)).getSpanContext();
      if (raised.isValid()) {
        builder.addLink(raised);
      }
    }
    Span span = builder.startSpan();
    if (span.getSpanContext().isValid()) {
      MDC.put("traceId", span.getSpanContext().getTraceId());
    }
    try {
      return Context.current().with(span).wrapSupplier(work).get();
    } catch (RuntimeException failure) {
      span.setStatus(StatusCode.ERROR);
      throw failure;
    } finally {
      MDC.clear();
      span.end();
    }
  }
}
