package io.fleetfix.adapter.sqs;

import io.fleetfix.support.localstack.LocalStack;
import io.fleetfix.support.localstack.LocalStackExtension;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same over LocalStack's queues, where there is Docker. */
@ExtendWith(LocalStackExtension.class)
class LocalStackTest {
  @Nested
  class QueueConsumerTest extends QueueConsumerTests {
    QueueConsumerTest(LocalStack localStack) {
      super(localStack.endpoint());
    }
  }

  @Nested
  class LaneTest extends ConsumerRoundTests {
    LaneTest(LocalStack localStack) {
      super(localStack.endpoint());
    }
  }

  @Nested
  class OutageTest extends OutageTests {
    OutageTest(LocalStack localStack) {
      super(localStack.endpoint());
    }
  }
}
