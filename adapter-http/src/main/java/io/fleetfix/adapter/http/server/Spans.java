package io.fleetfix.adapter.http.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.slf4j.MDC;

/**
 * Opens a span per request to a route, in the trace that the client sends in {@code traceparent}.
 * The client's trace is continued even if this service exports no spans.
 */
public final class Spans {
  /** Also the field of log lines. */
  private static final String TRACE_ID = "traceId";

  private static final String UNDER_WAY = Spans.class.getName();
  private static final TextMapGetter<Context> HEADERS =
      (context, name) -> context == null ? null : context.header(name);

  private final Tracer tracer;

  public Spans(Tracer tracer) {
    this.tracer = tracer;
  }

  private record UnderWay(Span span, Scope scope) {}

  void register(RoutesConfig routes) {
    routes.beforeMatched(this::begin);
    routes.after(Spans::end);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed in end, which always follows
  private void begin(Context context) {
    var client =
        W3CTraceContextPropagator.getInstance()
            .extract(io.opentelemetry.context.Context.root(), context, HEADERS);
    Endpoint matched = context.endpoints().matchedHttpEndpoint();
    String route = matched == null ? "" : matched.path;
    Span span =
        tracer
            .spanBuilder(context.method() + " " + route)
            .setSpanKind(SpanKind.SERVER)
            .setParent(client)
            .setAttribute("http.request.method", context.method().toString())
            .setAttribute("http.route", route)
            .startSpan();
    context.attribute(UNDER_WAY, new UnderWay(span, span.makeCurrent()));
    if (span.getSpanContext().isValid()) {
      MDC.put(TRACE_ID, span.getSpanContext().getTraceId());
    }
  }

  private static void end(Context context) {
    UnderWay underWay = context.attribute(UNDER_WAY);
    if (underWay == null) {
      return; // no route matched
    }
    MDC.remove(TRACE_ID);
    int status = context.statusCode();
    underWay.span().setAttribute("http.response.status_code", status);
    if (status >= 500) {
      underWay.span().setStatus(StatusCode.ERROR);
    }
    underWay.scope().close();
    underWay.span().end();
  }
}
