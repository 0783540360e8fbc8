package io.fleetfix.adapter.dynamodb;

import io.fleetfix.support.localaws.DynamoDbLocal;
import io.fleetfix.support.localaws.DynamoDbLocalExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoDbStorageTest extends StorageContracts {
  DynamoDbStorageTest(DynamoDbLocal local) {
    super(local.endpoint());
  }
}
