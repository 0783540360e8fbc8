package io.fleetfix.bootstrap.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * How the SDK's calls to AWS went, of all clients that it is given to. Clients are there before the
 * registry is: what they do until then is not counted.
 */
public final class AwsMeters implements MetricPublisher, MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(AwsMeters.class);
  private static final String UNKNOWN = "unknown";

  private final Map<Call, Timer> calls = new ConcurrentHashMap<>();
  private volatile @Nullable MeterRegistry registry;

  /** All that a call's timer tells; the SDK's own names, so there are only so many. */
  private record Call(String service, String operation, boolean successful) {}

  @Override
  public void bindTo(MeterRegistry used) {
    registry = used;
  }

  /** The SDK lets whatever is thrown here end the call that it tells of. */
  @Override
  public void publish(MetricCollection call) {
    MeterRegistry used = registry;
    if (used == null) {
      return;
    }
    try {
      publish(call, used);
    } catch (RuntimeException broken) {
      LOG.atDebug().setCause(broken).log("A call to AWS was not counted");
    }
  }

  private void publish(MetricCollection call, MeterRegistry used) {
    String service = first(call, CoreMetric.SERVICE_ID, UNKNOWN);
    String operation = first(call, CoreMetric.OPERATION_NAME, UNKNOWN);
    boolean successful = first(call, CoreMetric.API_CALL_SUCCESSFUL, false);
    calls
        .computeIfAbsent(new Call(service, operation, successful), of -> timer(of, used))
        .record(first(call, CoreMetric.API_CALL_DURATION, Duration.ZERO));
    for (MetricCollection attempt : call.children()) {
      attempt
          .metricValues(CoreMetric.ERROR_TYPE)
          .forEach(error -> failed(service, error, used).increment());
    }
    retries(service, used).increment(first(call, CoreMetric.RETRY_COUNT, 0));
  }

  private static <T> T first(MetricCollection of, SdkMetric<T> metric, T otherwise) {
    return of.metricValues(metric).stream().findFirst().orElse(otherwise);
  }

  private static Timer timer(Call call, MeterRegistry registry) {
    return Timer.builder("aws.calls")
        .description("Calls to AWS, all attempts and the pauses between them included")
        .tag("service", call.service())
        .tag("operation", call.operation())
        .tag("outcome", call.successful() ? "success" : "error")
        .register(registry);
  }

  private static Counter failed(String service, String error, MeterRegistry registry) {
    return Counter.builder("aws.failed.attempts")
        .description("Attempts at calls to AWS that failed, whether or not another one followed")
        .tag("service", service)
        .tag("error", error)
        .register(registry);
  }

  private static Counter retries(String service, MeterRegistry registry) {
    return Counter.builder("aws.retries")
        .description("Attempts at calls to AWS beyond the first ones")
        .tag("service", service)
        .register(registry);
  }

  /** Nothing is kept back. */
  @Override
  public void close() {}
}
