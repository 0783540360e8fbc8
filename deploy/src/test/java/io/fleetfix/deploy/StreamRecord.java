package io.fleetfix.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Converts a stream record to the JSON that a Pipe's filter and template receive. */
final class StreamRecord {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StreamRecord() {}

  /** Leaves out an absent image, as AWS does. */
  static JsonNode json(Record record, String streamArn) {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("Keys", image(record.dynamodb().keys()));
    if (!record.dynamodb().newImage().isEmpty()) {
      change.put("NewImage", image(record.dynamodb().newImage()));
    }
    if (!record.dynamodb().oldImage().isEmpty()) {
      change.put("OldImage", image(record.dynamodb().oldImage()));
    }
    change.put("SequenceNumber", record.dynamodb().sequenceNumber());
    change.put("SizeBytes", record.dynamodb().sizeBytes());
    change.put("StreamViewType", record.dynamodb().streamViewTypeAsString());
    return JSON.valueToTree(
        Map.of(
            "eventID",
            record.eventID(),
            "eventName",
            record.eventNameAsString(),
            "eventVersion",
            "1.1",
            "eventSource",
            "aws:dynamodb",
            "awsRegion",
            "eu-central-1",
            "eventSourceARN",
            streamArn,
            "dynamodb",
            change));
  }

  private static Map<String, Object> image(Map<String, AttributeValue> row) {
    Map<String, Object> image = new HashMap<>();
    row.forEach((name, value) -> image.put(name, value(value)));
    return image;
  }

  private static Map<String, Object> value(AttributeValue value) {
    return switch (value.type()) {
      case S -> Map.of("S", value.s());
      case N -> Map.of("N", value.n());
      case BOOL -> Map.of("BOOL", value.bool());
      case NUL -> Map.of("NULL", true);
      case M -> Map.of("M", image(value.m()));
      case L -> Map.of("L", list(value.l()));
      default ->
          throw new IllegalArgumentException("No row has an attribute of type " + value.type());
    };
  }

  private static List<Map<String, Object>> list(List<AttributeValue> values) {
    return values.stream().map(StreamRecord::value).toList();
  }
}
