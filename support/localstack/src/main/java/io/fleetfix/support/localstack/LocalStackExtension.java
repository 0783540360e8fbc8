package io.fleetfix.support.localstack;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;

/**
 * Injects a LocalStack into tests: one container per test run, started on first use. Without Docker
 * the tests are skipped, and a line on standard error names each skipped class.
 */
public final class LocalStackExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(LocalStackExtension.class);
  private static final String NO_DOCKER = "LocalStack requires Docker, which is not available";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (DockerClientFactory.instance().isDockerAvailable()) {
      return ConditionEvaluationResult.enabled("Docker is available");
    }
    print("SKIPPED " + context.getDisplayName() + ": " + NO_DOCKER);
    return ConditionEvaluationResult.disabled(NO_DOCKER);
  }

  /** Visible even in a quiet build, which prints no summary of skipped tests. */
  @SuppressWarnings("SystemOut")
  private static void print(String line) {
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
