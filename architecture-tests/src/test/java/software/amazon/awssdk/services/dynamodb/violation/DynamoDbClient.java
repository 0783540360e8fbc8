package software.amazon.awssdk.services.dynamodb.violation;

/** The methods of the real client that the rule has to distinguish. */
public interface DynamoDbClient {
  String getItem(String request);

  String putItem(String request);

  String scan(String request);

  String transactWriteItems(String request);

  String executeStatement(String request);
}
