package io.fleetfix.adapter.sqs;

import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.testing.localaws.ElasticMqExtension;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtendWith;

/** As {@link ConsumerLineTest}, over a real queue. Its pauses are left out. */
@ExtendWith(ElasticMqExtension.class)
class ElasticMqLineTest implements HeadOfLineContract {
  private final ElasticMq elasticMq;

  ElasticMqLineTest(ElasticMq elasticMq) {
    this.elasticMq = elasticMq;
  }

  @Override
  public Line newLine() {
    return new ElasticMqLine(elasticMq.endpoint());
  }

  private static final class ElasticMqLine implements Line {
    private final FreshQueue queue;
    private final ConsumerRound round;
    private final NamedInLog log = new NamedInLog();
    private final Set<EventId> failing = ConcurrentHashMap.newKeySet();
    private final Set<EventId> done = ConcurrentHashMap.newKeySet();

    ElasticMqLine(URI endpoint) {
      queue = new FreshQueue(endpoint, 20);
      SqsQueue consumed = queue.queue();
      round =
          new ConsumerRound(
              consumed,
              new BusEnvelope(Parcels.FORMAT),
              new Reactions(Bound.each(this::carry)),
              Polling.DEFAULT,
              new Counted(),
              new VisibilityExtender(
                  consumed, Polling.DEFAULT.visibility(), Supervision.OF_THIS_PROCESS));
    }

    private void carry(OutboxEntry event) {
      if (failing.contains(event.eventId())) {
        throw new VirtualConsumer.CarrierAway();
      }
      done.add(event.eventId());
    }

    @Override
    public int window() {
      return Polling.DEFAULT.workers();
    }

    @Override
    public List<String> addFailing(int count) {
      List<OutboxEntry> events = Parcels.entries(count);
      events.forEach(event -> failing.add(event.eventId()));
      queue.send(events);
      return events.stream().map(event -> event.eventId().toString()).toList();
    }

    @Override
    public void addHealthy(int count) {
      queue.send(Parcels.entries(count));
    }

    @Override
    public void round() {
      var unused = round.round(() -> false);
    }

    @Override
    public int done() {
      return done.size();
    }

    @Override
    public Set<String> named() {
      return log.ids();
    }

    @Override
    public void close() {
      log.close();
      try {
        queue.close();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the queue closes", interrupted);
      }
    }
  }
}
