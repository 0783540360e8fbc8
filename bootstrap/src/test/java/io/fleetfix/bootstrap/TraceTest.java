package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Module;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client's trace leads to everything that its request caused. */
class TraceTest {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String CLIENT = "00-" + TRACE_ID + "-b7ad6b7169203331-01";

  private final RecordedSpans spans = new RecordedSpans();
  private final RunningWorkshop running = RunningWorkshop.start(List.of(traced()));
  private final WorkshopClient workshop = new WorkshopClient(running.port());

  private Module traced() {
    WorkshopConfig config = WorkshopConfig.of(Map.of("FLEETFIX_HTTP_PORT", "0"));
    return spans.of(Wiring.memory(config));
  }

  @AfterEach
  void stop() throws InterruptedException {
    running.stop();
    spans.close();
  }

  @Test
  void consumerSpansLinkToTheClientsTrace() throws Exception {
    String repair = workshop.open();

    complete(repair);

    eventually(
        () -> {
          SpanData server = completion();
          assertThat(server.getTraceId()).isEqualTo(TRACE_ID);
          assertThat(server.getParentSpanId()).isEqualTo("b7ad6b7169203331");
          for (String consumer : List.of("invoicing", "front-desk", "receipts")) {
            assertThat(links("process " + consumer))
                .as(consumer)
                .extracting(link -> link.getSpanContext().getSpanId())
                .contains(server.getSpanId());
          }
        });
  }

  @Test
  void spansOfAnEventRaisedByAConsumerLinkToThatConsumersSpan() throws Exception {
    String repair = workshop.open();

    complete(repair);

    eventually(
        () -> {
          SpanData invoicing =
              named("process invoicing")
                  .findFirst()
                  .orElseThrow(() -> new AssertionError("No invoice yet"));
          assertThat(links("process mail"))
              .extracting(link -> link.getSpanContext().getSpanId())
              .containsExactly(invoicing.getSpanId());
        });
  }

  @Test
  void anInvalidTraceparentIsIgnored() throws Exception {
    String repair = workshop.open();

    send(repair, "none");

    eventually(() -> assertThat(completion().getParentSpanContext().isValid()).isFalse());
  }

  private SpanData completion() {
    return named("PUT /repairs/{id}/completion")
        .filter(span -> span.getKind() == SpanKind.SERVER)
        .findFirst()
        .orElseThrow(() -> new AssertionError("No span of the completion yet"));
  }

  private Stream<SpanData> named(String name) {
    return spans.finished().stream().filter(span -> span.getName().equals(name));
  }

  private List<LinkData> links(String name) {
    return named(name).flatMap(span -> span.getLinks().stream()).toList();
  }

  private void complete(String repair) throws Exception {
    send(repair, CLIENT);
  }

  private void send(String repair, String traceparent) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + running.port() + "/repairs/" + repair + "/completion"))
            .header("traceparent", traceparent)
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(
            HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(200);
  }
}
