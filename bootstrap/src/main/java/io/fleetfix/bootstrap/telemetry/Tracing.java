package io.fleetfix.bootstrap.telemetry;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.BatchReaction;
import io.fleetfix.outbox.subscription.EventFields;
import io.fleetfix.outbox.subscription.Reaction;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.ReactionBinding.Work;
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
 * Spans around reactions to events. Each span starts a trace of its own, with a link to the span
 * that raised the event: an event can arrive late, or together with others, so no trace can be its
 * parent. Log lines within a span carry the event's ids.
 */
public record Tracing(Tracer tracer) {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<OutboxEntry> TRACE =
      (event, name) ->
          event != null && name.equals(EventFields.TRACEPARENT) ? event.trace().value() : null;

  /** The current position in the caller's trace, to be stored with the caller's commit. */
  public static Traceparent current() {
    Map<String, String> carrier = new HashMap<>();
    W3C.inject(Context.current(), carrier, (to, name, value) -> carrier.put(name, value));
    return Traceparent.of(carrier.getOrDefault(EventFields.TRACEPARENT, ""));
  }

  /** The same reaction, with a span named after its rule around each call. */
  public ReactionBinding traced(ReactionBinding binding) {
    String rule = binding.subscription().rule();
    Work work =
        switch (binding.work()) {
          case Work.Each(Reaction reaction) ->
              new Work.Each(
                  event ->
                      within(
                          rule,
                          List.of(event),
                          () -> {
                            reaction.on(event);
                            return event;
                          }));
          case Work.Together(BatchReaction reaction) ->
              new Work.Together(events -> within(rule, events, () -> reaction.on(events)));
        };
    return new ReactionBinding(binding.subscription(), binding.types(), work);
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
    Map<String, String> outer = MDC.getCopyOfContextMap();
    if (events.size() == 1) {
      OutboxEntry event = events.getFirst();
      MDC.put(EventFields.EVENT_ID, event.eventId().toString());
      event.ids().forEach(MDC::put);
    }
    if (span.getSpanContext().isValid()) {
      MDC.put("traceId", span.getSpanContext().getTraceId());
    }
    try {
      return Context.current().with(span).wrapSupplier(work).get();
    } catch (RuntimeException failure) {
      span.setStatus(StatusCode.ERROR);
      throw failure;
    } finally {
      MDC.setContextMap(outer == null ? Map.of() : outer);
      span.end();
    }
  }
}
