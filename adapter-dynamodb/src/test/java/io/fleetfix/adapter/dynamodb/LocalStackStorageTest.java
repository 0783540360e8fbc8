package io.fleetfix.adapter.dynamodb;

import io.fleetfix.support.localstack.LocalStack;
import io.fleetfix.support.localstack.LocalStackExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same contracts on LocalStack; skipped without Docker. */
@ExtendWith(LocalStackExtension.class)
class LocalStackStorageTest extends StorageContracts {
  LocalStackStorageTest(LocalStack localStack) {
    super(localStack.endpoint());
  }
}
