package io.fleetfix.adapter.dynamodb;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoDbStorageTest extends StorageContracts {
  DynamoDbStorageTest(DynamoDbLocal local) {
    super(local.endpoint());
  }
}
