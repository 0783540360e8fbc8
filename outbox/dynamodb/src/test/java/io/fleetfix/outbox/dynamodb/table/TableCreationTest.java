package io.fleetfix.outbox.dynamodb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

@ExtendWith(DynamoDbLocalExtension.class)
class TableCreationTest {
  private static final OutboxTable TABLE = new OutboxTable("created-late");

  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void waitsForADatabaseThatFailsAtFirst(DynamoDbLocal local) {
    try (DynamoDbConnection connection = connection(local)) {
      new TableCreation(failing(connection.tables(), 500, 3), TABLE).run();

      assertThat(calls).hasValue(5); // three failures, then both tables
      assertThat(connection.tables().listTables().tableNames())
          .contains(TABLE.name(), TABLE.relayName());
    }
  }

  @Test
  void doesNotRepeatWhatIsRefused(DynamoDbLocal local) {
    try (DynamoDbConnection connection = connection(local)) {
      DynamoDbClient refusing = failing(connection.tables(), 400, 1);

      assertThatExceptionOfType(DynamoDbException.class)
          .isThrownBy(() -> new TableCreation(refusing, TABLE).run());
      assertThat(calls).hasValue(1);
    }
  }

  private static DynamoDbConnection connection(DynamoDbLocal local) {
    return DynamoDbConnection.to(
        local.endpoint(), Region.EU_CENTRAL_1, DynamoDbLocal.freshDatabase());
  }

  /** The first calls to create a table fail with this status. */
  private DynamoDbClient failing(DynamoDbClient real, int status, int failures) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, values) -> {
              if (method.getName().equals("createTable") && calls.incrementAndGet() <= failures) {
                throw DynamoDbException.builder().statusCode(status).message("Starting").build();
              }
              try {
                return method.invoke(real, values);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }
}
