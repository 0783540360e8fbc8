package io.fleetfix.outbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.TableCheck;
import io.fleetfix.outbox.dynamodb.table.TableMismatch;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

@ExtendWith(DynamoDbLocalExtension.class)
class TableCheckTest {
  private static final OutboxTable OTHER = new OutboxTable("other");

  private final FreshTables tables;
  private final DynamoDbClient client;

  TableCheckTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
    client = tables.client();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void acceptsTheTablesThatItCreates() {
    FreshTables.TABLE.createIfMissing(client); // a second time

    assertThatCode(() -> new TableCheck(client, FreshTables.TABLE).run())
        .doesNotThrowAnyException();
  }

  @Test
  void reportsAMissingTable() {
    assertThatThrownBy(() -> new TableCheck(client, OTHER).run())
        .isInstanceOf(TableMismatch.class)
        .hasMessage(
            "Table other does not exist: deploy the template, or correct the configured name");
  }

  @Test
  void reportsAMissingRelayTable() {
    client.deleteTable(request -> request.tableName(FreshTables.TABLE.relayName()));

    assertThatThrownBy(() -> new TableCheck(client, FreshTables.TABLE).run())
        .isInstanceOf(TableMismatch.class)
        .hasMessageContaining("sample-relay does not exist");
  }

  @Test
  void reportsTheKeysOfAnotherTable() {
    client.createTable(table("id", "at"));

    assertThatThrownBy(() -> new TableCheck(client, OTHER).run())
        .isInstanceOf(TableMismatch.class)
        .hasMessageContaining("has the keys [id, at]");
  }

  @Test
  void reportsMissingIndexes() {
    client.createTable(table("pk", "sk"));

    assertThatThrownBy(() -> new TableCheck(client, OTHER).run())
        .isInstanceOf(TableMismatch.class)
        .hasMessageContaining("lacks one of the indexes");
  }

  @Test
  void reportsADisabledStream() {
    client.updateTable(
        request ->
            request
                .tableName(FreshTables.TABLE.name())
                .streamSpecification(StreamSpecification.builder().streamEnabled(false).build()));

    assertThatThrownBy(() -> new TableCheck(client, FreshTables.TABLE).run())
        .isInstanceOf(TableMismatch.class)
        .hasMessageContaining("has no stream");
  }

  @Test
  void reportsAStreamWithAnotherViewType() {
    streamOf(StreamSpecification.builder().streamEnabled(false).build());
    streamOf(
        StreamSpecification.builder()
            .streamEnabled(true)
            .streamViewType(StreamViewType.KEYS_ONLY)
            .build());

    assertThatThrownBy(() -> new TableCheck(client, FreshTables.TABLE).run())
        .isInstanceOf(TableMismatch.class)
        .hasMessageContaining("has a stream with view type KEYS_ONLY");
  }

  private void streamOf(StreamSpecification stream) {
    client.updateTable(
        request -> request.tableName(FreshTables.TABLE.name()).streamSpecification(stream));
  }

  private static CreateTableRequest table(String hash, String range) {
    return CreateTableRequest.builder()
        .tableName(OTHER.name())
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            List.of(
                AttributeDefinition.builder().attributeName(hash).attributeType("S").build(),
                AttributeDefinition.builder().attributeName(range).attributeType("S").build()))
        .keySchema(
            KeySchemaElement.builder().attributeName(hash).keyType(KeyType.HASH).build(),
            KeySchemaElement.builder().attributeName(range).keyType(KeyType.RANGE).build())
        .build();
  }
}
