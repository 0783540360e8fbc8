package io.fleetfix.adapter.sqs;

import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.testing.localaws.ElasticMqExtension;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The consumer tests against the queues of the local run. */
@ExtendWith(ElasticMqExtension.class)
class ElasticMqTest {
  @Nested
  class QueueConsumerTest extends QueueConsumerTests {
    QueueConsumerTest(ElasticMq elasticMq) {
      super(elasticMq.endpoint());
    }
  }

  @Nested
  class ConsumerRoundTest extends ConsumerRoundTests {
    ConsumerRoundTest(ElasticMq elasticMq) {
      super(elasticMq.endpoint());
    }
  }

  @Nested
  class OutageTest extends OutageTests {
    OutageTest(ElasticMq elasticMq) {
      super(elasticMq.endpoint());
    }
  }

  @Nested
  class DeadLettersTest extends DeadLettersTests {
    DeadLettersTest(ElasticMq elasticMq) {
      super(elasticMq.endpoint());
    }
  }
}
