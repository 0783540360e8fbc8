package io.fleetfix.testing.localaws;

import io.fleetfix.localaws.ElasticMq;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Provides ElasticMQ without queues to tests: one process per test run, started on first use. */
public final class ElasticMqExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ElasticMqExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ElasticMq.class;
  }

  @Override
  public ElasticMq resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(ElasticMq.class, absent -> ElasticMq.inMemory(), ElasticMq.class);
  }
}
