package io.fleetfix.adapter.sqs;

import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.testing.localaws.ElasticMqExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ElasticMqExtension.class)
class ConsumerRoundTest extends ConsumerRoundTests {
  ConsumerRoundTest(ElasticMq elasticMq) {
    super(elasticMq.endpoint());
  }
}
