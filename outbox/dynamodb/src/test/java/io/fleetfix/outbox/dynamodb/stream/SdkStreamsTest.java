package io.fleetfix.outbox.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.dynamodb.relaytable.StreamPosition;
import io.fleetfix.outbox.dynamodb.stream.StreamsApi.Lapse;
import io.fleetfix.outbox.dynamodb.stream.StreamsApi.Lapse.Kind;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class SdkStreamsTest {
  private final ScriptedClient client = new ScriptedClient();
  private final SdkStreams streams = new SdkStreams(client, "arn:stream");

  @Test
  void listsTheShardsOfAllPages() {
    client.answers.add(
        DescribeStreamResponse.builder()
            .streamDescription(
                d -> d.shards(shard("one"), shard("two")).lastEvaluatedShardId("two"))
            .build());
    client.answers.add(
        DescribeStreamResponse.builder().streamDescription(d -> d.shards(shard("three"))).build());

    assertThat(streams.shards()).extracting(Shard::shardId).containsExactly("one", "two", "three");
    assertThat(client.asked)
        .containsExactly(
            DescribeStreamRequest.builder().streamArn("arn:stream").build(),
            DescribeStreamRequest.builder()
                .streamArn("arn:stream")
                .exclusiveStartShardId("two")
                .build());
  }

  @Test
  void asksForTheChildrenOfAShardOnly() {
    client.answers.add(
        DescribeStreamResponse.builder().streamDescription(d -> d.shards(shard("child"))).build());

    assertThat(streams.childrenOf("one")).extracting(Shard::shardId).containsExactly("child");
    assertThat(client.asked)
        .containsExactly(
            DescribeStreamRequest.builder()
                .streamArn("arn:stream")
                .shardFilter(filter -> filter.type(ShardFilterType.CHILD_SHARDS).shardId("one"))
                .build());
  }

  @Test
  void startsAtTheOldestRecord() {
    client.answers.add(GetShardIteratorResponse.builder().shardIterator("it").build());

    assertThat(streams.iterator("one", StreamPosition.START)).isEqualTo("it");
    assertThat(client.asked)
        .containsExactly(
            GetShardIteratorRequest.builder()
                .streamArn("arn:stream")
                .shardId("one")
                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)
                .build());
  }

  @Test
  void readsOnAfterAPosition() {
    client.answers.add(GetShardIteratorResponse.builder().shardIterator("it").build());

    streams.iterator("one", new StreamPosition.After("17"));

    assertThat(client.asked)
        .containsExactly(
            GetShardIteratorRequest.builder()
                .streamArn("arn:stream")
                .shardId("one")
                .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .sequenceNumber("17")
                .build());
  }

  @Test
  void readsAPageAndTheNextIterator() {
    Record record = Changes.parcelPacked();
    client.answers.add(
        GetRecordsResponse.builder().records(record).nextShardIterator("next").build());
    client.answers.add(GetRecordsResponse.builder().build());

    assertThat(streams.records("it", 7))
        .isEqualTo(new StreamsApi.RecordPage(List.of(record), "next"));
    assertThat(streams.records("next", 7)).isEqualTo(new StreamsApi.RecordPage(List.of(), null));
    assertThat(client.asked.getFirst())
        .isEqualTo(GetRecordsRequest.builder().shardIterator("it").limit(7).build());
  }

  static List<Arguments> lapses() {
    return List.of(
        Arguments.of(ExpiredIteratorException.builder().build(), Kind.EXPIRED_ITERATOR),
        Arguments.of(TrimmedDataAccessException.builder().build(), Kind.TRIMMED),
        Arguments.of(ResourceNotFoundException.builder().build(), Kind.SHARD_GONE));
  }

  @ParameterizedTest
  @MethodSource("lapses")
  void reportsWhatHasExpired(SdkException failure, Kind kind) {
    client.answers.add(failure);
    client.answers.add(failure);

    assertLapse(() -> streams.iterator("one", StreamPosition.START), kind);
    assertLapse(() -> streams.records("it", 7), kind);
  }

  @Test
  void aRefusedSequenceNumberIsAnUnknownPosition() {
    client.answers.add(refusal());

    assertLapse(
        () -> streams.iterator("one", new StreamPosition.After("17")), Kind.UNKNOWN_POSITION);
  }

  @Test
  void aRefusalWithoutASequenceNumberIsAFailure() {
    client.answers.add(refusal());
    client.answers.add(DynamoDbException.builder().build());

    assertThatThrownBy(() -> streams.iterator("one", StreamPosition.START))
        .isInstanceOf(StorageUnavailable.class);
    assertThatThrownBy(() -> streams.iterator("one", new StreamPosition.After("17")))
        .isInstanceOf(StorageUnavailable.class);
  }

  static List<SdkException> failures() {
    return List.of(
        LimitExceededException.builder().build(),
        ProvisionedThroughputExceededException.builder().build(),
        InternalServerErrorException.builder().build(),
        SdkClientException.create("No route"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void reportsThrottlingAndFailuresAsUnavailable(SdkException failure) {
    for (int i = 0; i < 3; i++) {
      client.answers.add(failure);
    }

    assertThatThrownBy(streams::shards).isInstanceOf(StorageUnavailable.class).hasCause(failure);
    assertThatThrownBy(() -> streams.iterator("one", StreamPosition.START))
        .isInstanceOf(StorageUnavailable.class)
        .hasCause(failure);
    assertThatThrownBy(() -> streams.records("it", 7))
        .isInstanceOf(StorageUnavailable.class)
        .hasCause(failure);
  }

  @Test
  void aMissingStreamIsAFailureAndNotTheEndOfAShard() {
    client.answers.add(ResourceNotFoundException.builder().build());

    assertThatThrownBy(streams::shards).isInstanceOf(StorageUnavailable.class);
  }

  private static void assertLapse(Runnable call, Kind kind) {
    assertThatThrownBy(call::run)
        .asInstanceOf(InstanceOfAssertFactories.type(Lapse.class))
        .extracting(Lapse::kind)
        .isEqualTo(kind);
  }

  private static SdkException refusal() {
    return DynamoDbException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode("ValidationException").build())
        .build();
  }

  private static Shard shard(String shardId) {
    return Shard.builder().shardId(shardId).build();
  }

  /** Plays back the given responses and exceptions in turn. */
  private static final class ScriptedClient implements DynamoDbStreamsClient {
    final Deque<Object> answers = new ArrayDeque<>();
    final List<Object> asked = new ArrayList<>();

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
      return answer(request, DescribeStreamResponse.class);
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
      return answer(request, GetShardIteratorResponse.class);
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
      return answer(request, GetRecordsResponse.class);
    }

    private <T> T answer(Object request, Class<T> type) {
      asked.add(request);
      Object answer = answers.remove();
      if (answer instanceof SdkException failure) {
        throw failure;
      }
      return type.cast(answer);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
