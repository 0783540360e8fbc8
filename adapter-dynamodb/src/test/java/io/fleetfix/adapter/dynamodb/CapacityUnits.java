package io.fleetfix.adapter.dynamodb;

import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Makes DynamoDB report the capacity that each call consumes, and sums up the writes. */
final class CapacityUnits implements ExecutionInterceptor {
  private int writes;
  private double written;

  @Override
  public synchronized SdkRequest modifyRequest(
      Context.ModifyRequest context, ExecutionAttributes attributes) {
    ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
    return switch (context.request()) {
      case TransactWriteItemsRequest write ->
          write.toBuilder().returnConsumedCapacity(total).build();
      case UpdateItemRequest update -> {
        writes++;
        yield update.toBuilder().returnConsumedCapacity(total).build();
      }
      case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(total).build();
      default -> context.request();
    };
  }

  @Override
  public synchronized void afterExecution(
      Context.AfterExecution context, ExecutionAttributes attributes) {
    switch (context.response()) {
      case TransactWriteItemsResponse write -> written += sum(write.consumedCapacity());
      case UpdateItemResponse update -> written += sum(List.of(update.consumedCapacity()));
      case PutItemResponse put -> written += sum(List.of(put.consumedCapacity()));
      default -> {}
    }
  }

  private static double sum(List<ConsumedCapacity> consumed) {
    return consumed.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
  }

  /** The write units consumed since the last call. */
  synchronized double written() {
    double units = written;
    written = 0;
    return units;
  }

  /** The number of attempted single-row writes: a rejected write costs capacity too. */
  synchronized int updates() {
    return writes;
  }
}
