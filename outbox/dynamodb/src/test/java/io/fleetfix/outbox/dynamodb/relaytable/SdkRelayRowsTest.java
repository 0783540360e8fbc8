package io.fleetfix.outbox.dynamodb.relaytable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.dynamodb.relaytable.RelayRows.Condition;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

class SdkRelayRowsTest {
  private static final Map<String, AttributeValue> ROW = Map.of("a", AttributeValue.fromS("b"));

  private final ScriptedClient client = new ScriptedClient();
  private final SdkRelayRows rows = new SdkRelayRows(client, "outbox-relay");

  @Test
  void readsConsistently() {
    assertThat(rows.get("KEY")).isEqualTo(ROW);

    assertThat(client.asked)
        .containsExactly(
            GetItemRequest.builder()
                .tableName("outbox-relay")
                .key(Map.of("pk", AttributeValue.fromS("KEY"), "sk", AttributeValue.fromS("META")))
                .consistentRead(true)
                .build());
  }

  @Test
  void createsARowOnlyIfAbsent() {
    assertThat(rows.put("KEY", ROW, new Condition.Absent())).isTrue();

    PutItemRequest put = client.put();
    assertThat(put.conditionExpression()).isEqualTo("attribute_not_exists(pk)");
    assertThat(put.tableName()).isEqualTo("outbox-relay");
    assertThat(put.item())
        .isEqualTo(
            Map.of(
                "pk", AttributeValue.fromS("KEY"),
                "sk", AttributeValue.fromS("META"),
                "a", AttributeValue.fromS("b")));
  }

  @Test
  void replacesARowWithTheExpectedValue() {
    rows.put("KEY", ROW, new Condition.Equal("holder", AttributeValue.fromS("me")));

    PutItemRequest put = client.put();
    assertThat(put.conditionExpression()).isEqualTo("#attribute = :value");
    assertThat(put.expressionAttributeNames()).isEqualTo(Map.of("#attribute", "holder"));
    assertThat(put.expressionAttributeValues())
        .isEqualTo(Map.of(":value", AttributeValue.fromS("me")));
  }

  @Test
  void replacesARowOnlyUpToTheFence() {
    rows.put("KEY", ROW, new Condition.AtMost("fence", 7));

    PutItemRequest put = client.put();
    assertThat(put.conditionExpression())
        .isEqualTo("attribute_not_exists(#attribute) OR #attribute <= :limit");
    assertThat(put.expressionAttributeNames()).isEqualTo(Map.of("#attribute", "fence"));
    assertThat(put.expressionAttributeValues())
        .isEqualTo(Map.of(":limit", AttributeValue.fromN("7")));
  }

  @Test
  void removesOneRow() {
    rows.remove("KEY");

    assertThat(client.asked.getLast())
        .isEqualTo(
            DeleteItemRequest.builder()
                .tableName("outbox-relay")
                .key(Map.of("pk", AttributeValue.fromS("KEY"), "sk", AttributeValue.fromS("META")))
                .build());
  }

  @Test
  void aFailedConditionReturnsFalse() {
    client.failure = ConditionalCheckFailedException.builder().build();

    assertThat(rows.put("KEY", ROW, new Condition.Absent())).isFalse();
  }

  @Test
  void reportsFailuresAsUnavailable() {
    client.failure = SdkClientException.create("No route");

    assertThatThrownBy(() -> rows.get("KEY")).isInstanceOf(StorageUnavailable.class);
    assertThatThrownBy(() -> rows.put("KEY", ROW, new Condition.Absent()))
        .isInstanceOf(StorageUnavailable.class);
    assertThatThrownBy(() -> rows.remove("KEY")).isInstanceOf(StorageUnavailable.class);
  }

  /** Records the requests, and succeeds or fails. */
  private static final class ScriptedClient implements DynamoDbClient {
    final List<Object> asked = new ArrayList<>();
    @Nullable SdkException failure;

    PutItemRequest put() {
      return (PutItemRequest) asked.getLast();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      note(request);
      return GetItemResponse.builder().item(ROW).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      note(request);
      return PutItemResponse.builder().build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
      note(request);
      return DeleteItemResponse.builder().build();
    }

    private void note(Object request) {
      asked.add(request);
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
