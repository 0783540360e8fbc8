package io.fleetfix.testing.localaws;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the AWS at the address in {@code -Dfleetfix.aws.endpoint}, such as LocalStack's.
 * Without it the tests are skipped, and a line on standard error says so for each class.
 */
public final class OtherAwsExtension implements ExecutionCondition, ParameterResolver {
  private static final String ENDPOINT = "fleetfix.aws.endpoint";
  private static final String NONE = "-D" + ENDPOINT + " names no other AWS";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (endpoint().isPresent()) {
      return ConditionEvaluationResult.enabled("There is another AWS");
    }
    tell("SKIPPED " + context.getDisplayName() + ": " + NONE);
    return ConditionEvaluationResult.disabled(NONE);
  }

  /** Whoever runs the build quietly, without the summary of skipped tests, sees it too. */
  @SuppressWarnings("SystemOut")
  private static void tell(String line) {
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
