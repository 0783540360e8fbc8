package io.fleetfix.adapter.sqs;

import io.fleetfix.testing.localaws.OtherAws;
import io.fleetfix.testing.localaws.OtherAwsExtension;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The consumer tests against the queues of another AWS endpoint, if one is configured. */
@ExtendWith(OtherAwsExtension.class)
class OtherAwsTest {
  @Nested
  class QueueConsumerTest extends QueueConsumerTests {
    QueueConsumerTest(OtherAws aws) {
      super(aws.endpoint());
    }
  }

  @Nested
  class ConsumerRoundTest extends ConsumerRoundTests {
    ConsumerRoundTest(OtherAws aws) {
      super(aws.endpoint());
    }
  }

  @Nested
  class OutageTest extends OutageTests {
    OutageTest(OtherAws aws) {
      super(aws.endpoint());
    }
  }

  @Nested
  class DeadLettersTest extends DeadLettersTests {
    DeadLettersTest(OtherAws aws) {
      super(aws.endpoint());
    }
  }
}
