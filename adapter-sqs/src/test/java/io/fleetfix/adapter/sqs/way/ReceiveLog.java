package io.fleetfix.adapter.sqs.way;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Records the last receive count of each message that this client received. */
public final class ReceiveLog implements ExecutionInterceptor {
  private final Map<String, Integer> receives = new ConcurrentHashMap<>();

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (context.response() instanceof ReceiveMessageResponse response) {
      response.messages().forEach(this::log);
    }
  }

  private void log(Message message) {
    String count = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    receives.merge(message.messageId(), Integer.parseInt(count), Math::max);
  }

  public int messages() {
    return receives.size();
  }

  public int mostReceives() {
    return receives.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
