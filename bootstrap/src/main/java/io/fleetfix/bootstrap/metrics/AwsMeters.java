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
 * Measures the AWS SDK's calls. The clients exist before the meter registry does, so calls before
 * {@link #bindTo} are not counted.
 */
public final class AwsMeters implements MetricPublisher, MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(AwsMeters.class);
  private static final String UNKNOWN = "unknown";

  private final Map<Call, Timer> calls = new ConcurrentHashMap<>();
  private volatile @Nullable MeterRegistry registry;

  /** The tags of a timer. The SDK defines the names, so their number is limited. */
  private record Call(String service, String operation, boolean successful) {}

  @Override
  public void bindTo(MeterRegistry used) {
    registry = used;
  }

  /** Never throws: the SDK would let the reported call fail. */
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
        .description(
            "Time of calls to AWS in seconds, including retries and the pauses between them.")
        .tag("service", call.service())
        .tag("operation", call.operation())
        .tag("outcome", call.successful() ? "success" : "error")
        .register(registry);
  }

  private static Counter failed(String service, String error, MeterRegistry registry) {
    return Counter.builder("aws.failed.attempts")
        .description("Number of failed attempts at calls to AWS, whether or not a retry followed.")
        .tag("service", service)
        .tag("error", error)
        .register(registry);
  }

  private static Counter retries(String service, MeterRegistry registry) {
    return Counter.builder("aws.retries")
        .description("Number of retries of calls to AWS.")
        .tag("service", service)
        .register(registry);
  }

  /** Does nothing: calls are not buffered. */
  @Override
  public void close() {}
}
