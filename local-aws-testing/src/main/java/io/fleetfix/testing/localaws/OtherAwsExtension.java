package io.fleetfix.testing.localaws;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides the AWS emulator at {@code -Dfleetfix.aws.endpoint}, for example LocalStack, to tests.
 * If the property is not set, the tests are skipped, with a line on standard error per class.
 */
public final class OtherAwsExtension implements ExecutionCondition, ParameterResolver {
  private static final String ENDPOINT = "fleetfix.aws.endpoint";
  private static final String NONE = "-D" + ENDPOINT + " is not set";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (endpoint().isPresent()) {
      return ConditionEvaluationResult.enabled("-D" + ENDPOINT + " is set");
    }
    report("SKIPPED " + context.getDisplayName() + ": " + NONE);
    return ConditionEvaluationResult.disabled(NONE);
  }

  /** Standard error, so that a quiet build without a summary of skipped tests shows it, too. */
  @SuppressWarnings("SystemOut")
  private static void report(String line) {
    System.err.println(line);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == OtherAws.class;
  }

  @Override
  public OtherAws resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return new OtherAws(endpoint().orElseThrow());
  }

  private static Optional<URI> endpoint() {
    return Optional.ofNullable(System.getProperty(ENDPOINT)).map(URI::create);
  }
}
