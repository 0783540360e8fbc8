package io.fleetfix.testing.localaws;

import io.fleetfix.localaws.DynamoDbLocal;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Provides DynamoDB Local to tests: one process per test run, started on first use. */
public final class DynamoDbLocalExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(DynamoDbLocalExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DynamoDbLocal.class;
  }

  @Override
  public DynamoDbLocal resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            DynamoDbLocal.class, absent -> DynamoDbLocal.inMemory(), DynamoDbLocal.class);
  }
}
