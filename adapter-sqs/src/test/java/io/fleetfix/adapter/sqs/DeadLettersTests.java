package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.adapter.sqs.way.SendFault;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.deadletters.DeadLettersContract;
import io.fleetfix.outbox.contracts.deadletters.QueueSizesContract;
import io.fleetfix.outbox.contracts.deadletters.QueuesUnderTest;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.DeadLetters;
import io.fleetfix.outbox.port.DeadLetters.Attempt;
import io.fleetfix.outbox.port.DeadLetters.Contents;
import io.fleetfix.outbox.port.DeadLetters.Letter;
import io.fleetfix.outbox.port.DeadLetters.Result;
import io.fleetfix.outbox.port.OutboxEntry;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Dead letters on a real queue. */
@Execution(CONCURRENT)
abstract class DeadLettersTests implements DeadLettersContract, QueueSizesContract {
  private final URI endpoint;

  DeadLettersTests(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public QueuesUnderTest queues() {
    return new SqsQueuesUnderTest(endpoint);
  }

  @Test
  void listsUnreadableMessagesWithoutTheirTextAndHidesNoOthers() throws Exception {
    try (SqsQueuesUnderTest queues = new SqsQueuesUnderTest(endpoint)) {
      OutboxEntry event = Parcels.entry();
      OutboxEntry later = Parcels.entry();
      ObjectNode newer = Envelopes.detail(later).put("schemaVersion", "99");
      queues
          .queue("labels")
          .sendToDeadLetters(
              List.of(
                  "Ada Lovelace, ada@example.com",
                  Envelopes.around(newer).toString(),
                  Envelopes.of(event)));

      Contents<Letter> listed = queues.deadLetters().list("labels", 10);

      assertThat(listed.count()).isEqualTo(3);
      assertThat(listed.items().toString()).doesNotContain("Ada").doesNotContain("ada@");
      assertThat(listed.items())
          .extracting(Letter::problem)
          .containsExactlyInAnyOrder(
              "body is not JSON", "schemaVersion has an unexpected value", null);
      assertThat(listed.items())
          .extracting(Letter::eventId)
          .containsExactlyInAnyOrder(null, later.eventId(), event.eventId());
      assertThat(listed.items()).extracting(Letter::messageId).doesNotContain("");
      assertThat(queues.deadLetters().redrive("labels", 10).items())
          .extracting(Attempt::result)
          .containsOnly(Result.REDRIVEN)
          .hasSize(3);
      assertThat(queues.queue("labels").visible()).isEqualTo(3);
    }
  }

  /** The call ends as if the process had died after sending: no message is lost. */
  @Test
  void sendsBeforeItRemoves() throws Exception {
    try (SqsQueuesUnderTest queues = new SqsQueuesUnderTest(endpoint);
        SqsClient cut = FreshQueue.clientFor(endpoint, timingOut())) {
      queues.queue("labels").sendToDeadLetters(List.of(Envelopes.of(Parcels.entry())));

      Contents<Attempt> failed = queues.deadLetters(cut).redrive("labels", 10);

      assertThat(failed.items()).isEmpty();
      assertThat(failed.problem()).contains("Thrown by the test");
      assertThat(failed.count()).isEqualTo(1);
      assertThat(queues.deadLetters().list("labels", 10).items()).hasSize(1);
    }
  }

  private static SendFault timingOut() {
    return new SendFault(body -> true, () -> SdkClientException.create("Thrown by the test"));
  }

  @Test
  void reportsAMissingQueueAndQueuesWithoutDeadLetters() {
    try (SqsClient client = FreshQueue.clientFor(endpoint)) {
      String plain = "plain-" + EventId.class.hashCode();
      client.createQueue(create -> create.queueName(plain));
      DeadLetters letters =
          new SqsDeadLetters(
              client,
              Parcels.FORMAT,
              List.of("missing", "plain"),
              Map.of("missing", "never-made", "plain", plain),
              System::nanoTime);

      assertThat(letters.list("missing", 10))
          .isEqualTo(
              new Contents<>(
                  List.of(), null, "The queue never-made or its dead-letter queue does not exist"));
      assertThat(letters.redrive("plain", Set.of("x")))
          .isEqualTo(
              new Contents<>(List.of(), null, "The queue " + plain + " has no dead-letter queue"));
    }
  }

  @Test
  void reportsThatSqsCannotBeReached() throws Exception {
    try (SqsQueuesUnderTest queues = new SqsQueuesUnderTest(endpoint)) {
      SqsClient closed = FreshQueue.clientFor(endpoint);
      closed.close();

      Contents<Letter> listed = queues.deadLetters(closed).list("labels", 10);

      assertThat(listed.count()).isNull();
      assertThat(listed.problem())
          .startsWith("The dead letters of q-")
          .contains("could not be read");
    }
  }
}
