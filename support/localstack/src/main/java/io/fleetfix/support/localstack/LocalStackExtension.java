package io.fleetfix.support.localstack;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;

/**
 * Gives tests a LocalStack: one container a test run, started when the first test asks. Where there
 * is no Docker, the tests are skipped, and a line on standard error says so for each class.
 */
public final class LocalStackExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(LocalStackExtension.class);
  private static final String NO_DOCKER = "LocalStack needs Docker, and there is none here";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (DockerClientFactory.instance().isDockerAvailable()) {
      return ConditionEvaluationResult.enabled("Docker is here");
    }
    tell("SKIPPED " + context.getDisplayName() + ": " + NO_DOCKER);
    return ConditionEvaluationResult.disabled(NO_DOCKER);
  }

  /** Whoever runs the build quietly, without the summary of skipped tests, sees it too. */
  @SuppressWarnings("SystemOut")
  private static void tell(String line) {
    System.err.println(line);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalStack.class;
  }

  @Override
  public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(LocalStack.class, absent -> LocalStack.start(), LocalStack.class);
  }
}
