package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;

/** A message that rests stays hidden, whatever happens to those that are held. */
class VisibilityExtenderTest {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);
  private static final Duration REST = Duration.ofMinutes(16);

  private final VirtualQueue messages = new VirtualQueue(20);

  @Test
  void aBeatDoesNotEndARest() {
    VisibilityExtender hand = hand(messages);
    HeldMessage held = held(hand);
    hand.rest(held.message(), REST);

    hand.extend();

    assertThat(messages.hidden(held.id())).isEqualTo(REST);
  }

  /** The beat has already chosen its messages when the rest begins in another thread. */
  @Test
  void aBeatUnderWayDoesNotEndARest() throws Exception {
    SlowBeat slow = new SlowBeat(messages);
    VisibilityExtender hand = hand(slow);
    HeldMessage held = held(hand);
    Thread resting = new Thread(() -> hand.rest(held.message(), REST));
    slow.during = resting;

    hand.extend();
    resting.join();

    assertThat(messages.hidden(held.id())).isEqualTo(REST);
  }

  private static VisibilityExtender hand(SqsClient client) {
    return new VisibilityExtender(
        SqsQueue.named(client, "carrier"), VISIBILITY, Supervision.OF_THIS_PROCESS);
  }

  private HeldMessage held(VisibilityExtender hand) {
    OutboxEntry event = Parcels.entry();
    messages.send(Envelopes.of(event));
    HeldMessage held =
        new HeldMessage(
            SqsQueue.named(messages, "carrier").receive(1, Duration.ZERO, VISIBILITY).getFirst(),
            event);
    hand.hold(held);
    return held;
  }

  /** Before the first change of visibilities arrives, another thread starts and runs or waits. */
  private static final class SlowBeat implements SqsClient {
    private final VirtualQueue messages;
    Thread during = new Thread();

    SlowBeat(VirtualQueue messages) {
      this.messages = messages;
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
        ChangeMessageVisibilityBatchRequest request) {
      if (during.getState() == Thread.State.NEW) {
        during.start();
        while (during.isAlive() && during.getState() != Thread.State.BLOCKED) {
          Thread.onSpinWait();
        }
      }
      return messages.changeMessageVisibilityBatch(request);
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
      return messages.getQueueUrl(request);
    }

    @Override
    public String serviceName() {
      return SqsClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
