package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.relaytable.StreamPosition;
import io.fleetfix.outbox.dynamodb.stream.StreamsApi.Lapse.Kind;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads one DynamoDB stream. Timeouts and retries are those of the client. */
final class SdkStreams implements StreamsApi {
  private final DynamoDbStreamsClient client;
  private final String streamArn;

  SdkStreams(DynamoDbStreamsClient client, String streamArn) {
    this.client = client;
    this.streamArn = streamArn;
  }

  @Override
  public List<Shard> shards() {
    return all(request -> {});
  }

  @Override
  public List<Shard> childrenOf(String shardId) {
    return all(
        request ->
            request.shardFilter(
                filter -> filter.type(ShardFilterType.CHILD_SHARDS).shardId(shardId)));
  }

  private List<Shard> all(Consumer<DescribeStreamRequest.Builder> which) {
    List<Shard> shards = new ArrayList<>();
    @Nullable String after = null;
    do {
      StreamDescription page = describe(which, after);
      shards.addAll(page.shards());
      after = page.lastEvaluatedShardId();
    } while (after != null);
    return shards;
  }

  private StreamDescription describe(
      Consumer<DescribeStreamRequest.Builder> which, @Nullable String after) {
    DescribeStreamRequest.Builder request = DescribeStreamRequest.builder().streamArn(streamArn);
    which.accept(request);
    if (after != null) {
      request.exclusiveStartShardId(after);
    }
    try {
      return client.describeStream(request.build()).streamDescription();
    } catch (SdkException e) {
      throw new StorageUnavailable(e);
    }
  }

  @Override
  public String iterator(String shardId, StreamPosition position) {
    GetShardIteratorRequest.Builder request =
        GetShardIteratorRequest.builder().streamArn(streamArn).shardId(shardId);
    switch (position) {
      case StreamPosition.Oldest oldest ->
          request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
      case StreamPosition.After after ->
          request
              .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
              .sequenceNumber(after.sequenceNumber());
      case StreamPosition.Ended ended ->
          throw new IllegalArgumentException("A shard cannot be read past its end");
    }
    try {
      return client.getShardIterator(request.build()).shardIterator();
    } catch (DynamoDbException e) {
      if (position instanceof StreamPosition.After && isValidation(e)) {
        throw new Lapse(Kind.UNKNOWN_POSITION, e);
      }
      throw translated(e);
    } catch (SdkException e) {
      throw new StorageUnavailable(e);
    }
  }

  @Override
  public RecordPage records(String iterator, int limit) {
    try {
      GetRecordsResponse response =
          client.getRecords(request -> request.shardIterator(iterator).limit(limit));
      return new RecordPage(response.records(), response.nextShardIterator());
    } catch (DynamoDbException e) {
      throw translated(e);
    } catch (SdkException e) {
      throw new StorageUnavailable(e);
    }
  }

  /** The SDK has no exception class for this error, so check the error code. */
  private static boolean isValidation(AwsServiceException e) {
    return e.awsErrorDetails() != null
        && "ValidationException".equals(e.awsErrorDetails().errorCode());
  }

  private static RuntimeException translated(DynamoDbException e) {
    return switch (e) {
      case ExpiredIteratorException expired -> new Lapse(Kind.EXPIRED_ITERATOR, e);
      case TrimmedDataAccessException trimmed -> new Lapse(Kind.TRIMMED, e);
      case ResourceNotFoundException gone -> new Lapse(Kind.SHARD_GONE, e);
      default -> new StorageUnavailable(e);
    };
  }
}
