package io.fleetfix.adapter.sqs;

import io.fleetfix.adapter.sqs.way.SendFault;
import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.port.DeadLetters.Result;
import io.fleetfix.testing.localaws.ElasticMqExtension;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Messages that SQS refuses to take back delay no other message. */
@ExtendWith(ElasticMqExtension.class)
class DeadLettersLineTest implements HeadOfLineContract {
  private final ElasticMq elasticMq;

  DeadLettersLineTest(ElasticMq elasticMq) {
    this.elasticMq = elasticMq;
  }

  @Override
  public Line newLine() {
    return new DeadLetterLine(elasticMq);
  }

  private static final class DeadLetterLine implements Line {
    private static final int WINDOW = 10;
    private static final String REFUSED = "refused";
    private static final SendFault FAULT =
        new SendFault(
            body -> body.contains(REFUSED),
            () -> SqsException.builder().message("Thrown by the test").build());

    private final SqsQueuesUnderTest queues;
    private final Set<String> named = new HashSet<>();
    private int done;

    DeadLetterLine(ElasticMq elasticMq) {
      queues = new SqsQueuesUnderTest(elasticMq.endpoint(), FAULT);
    }

    @Override
    public int window() {
      return WINDOW;
    }

    /** An operator knows them by the ids of their events. */
    @Override
    public List<String> addFailing(int count) {
      List<String> ids =
          Stream.generate(Parcels::entry)
              .limit(count)
              .map(
                  entry -> {
                    String body =
                        Envelopes.around(Envelopes.detail(entry))
                            .put("version", REFUSED)
                            .toString();
                    queues.queue("labels").sendToDeadLetters(List.of(body));
                    return entry.eventId().toString();
                  })
              .toList();
      return ids;
    }

    @Override
    public void addHealthy(int count) {
      queues
          .queue("labels")
          .sendToDeadLetters(
              IntStream.range(0, count).mapToObj(i -> Envelopes.of(Parcels.entry())).toList());
    }

    @Override
    public void round() {
      queues
          .deadLetters()
          .redrive("labels", WINDOW)
          .items()
          .forEach(
              attempt -> {
                if (attempt.result() == Result.REDRIVEN) {
                  done++;
                } else {
                  named.add(String.valueOf(attempt.letter().eventId()));
                }
              });
    }

    @Override
    public int done() {
      return done;
    }

    @Override
    public Set<String> named() {
      return Collections.unmodifiableSet(named);
    }

    @Override
    public void close() {
      queues.close();
    }
  }
}
