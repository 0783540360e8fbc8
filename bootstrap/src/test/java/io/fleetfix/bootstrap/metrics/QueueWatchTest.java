package io.fleetfix.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.outbox.queue.QueueSizes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueWatchTest implements QueueSizes {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private QueueSize mail =
      new QueueSize(
          "mail", new Count.Known(3), new Count.Known(0), Optional.of(Duration.ofMillis(1_500)));
  private long now;
  private int looks;
  private final QueueWatch watch = new QueueWatch(this, () -> now);

  @Test
  void onlyTheLoopAsksTheQueues() {
    new QueueGauges(watch).bindTo(registry);
    assertThat(gauge("queue.messages")).as("before the first look").isNaN();
    assertThat(gauge("dead.letters")).isNaN();
    assertThat(watch.deadLetters()).singleElement().isInstanceOf(Result.Unknown.class);
    assertThat(looks).isZero();

    watch.look();

    assertThat(gauge("queue.messages")).isEqualTo(3);
    assertThat(gauge("dead.letters")).isZero();
    assertThat(gauge("queue.oldest.message.age")).isEqualTo(1.5);
    assertThat(watch.deadLetters()).containsExactly(new Result.There());
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void anOldLookIsNoNews() {
    new QueueGauges(watch).bindTo(registry);
    watch.look();

    now += QueueWatch.STALE.toNanos() - 1;
    assertThat(gauge("queue.messages")).isEqualTo(3);
    now += 1;

    assertThat(gauge("queue.messages")).isNaN();
    assertThat(gauge("dead.letters")).isNaN();
    assertThat(gauge("queue.oldest.message.age")).isNaN();
    assertThat(watch.deadLetters())
        .containsExactly(
            new Result.Unknown("The queue mail has not been looked at in the last 3 minutes"));
  }

  @Test
  void whatCouldNotBeCountedIsUnknown() {
    new QueueGauges(watch).bindTo(registry);
    mail =
        new QueueSize("mail", new Count.Known(3), new Count.Unknown("No answer"), Optional.empty());
    watch.look();

    assertThat(gauge("queue.messages")).isEqualTo(3);
    assertThat(gauge("dead.letters")).isNaN();
    assertThat(gauge("queue.oldest.message.age")).as("SQS does not say").isNaN();
    assertThat(watch.deadLetters()).containsExactly(new Result.Unknown("No answer"));
  }

  @Test
  void deadLettersNeedAnOperator() {
    mail = new QueueSize("mail", new Count.Known(0), new Count.Known(2), Optional.empty());
    watch.look();

    assertThat(watch.deadLetters()).containsExactly(new Result.Missing("Dead letters of mail: 2"));
  }

  private double gauge(String name) {
    return registry.get(name).tag("queue", "mail").gauge().value();
  }

  @Override
  public List<String> queues() {
    return List.of("mail");
  }

  @Override
  public QueueSize size(String queue) {
    looks++;
    return mail;
  }
}
