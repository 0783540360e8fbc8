package io.fleetfix.bootstrap.feature;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import java.lang.reflect.Constructor;

/**
 * Binds classes by their single public constructor, so that only the wiring depends on injection.
 */
public abstract class ComponentModule extends AbstractModule {
  protected final void construct(Class<?>... types) {
    for (Class<?> type : types) {
      constructed(type);
    }
  }

  @SuppressWarnings("unchecked") // a class's constructors make its instances
  private <T> void constructed(Class<T> type) {
    Constructor<?>[] constructors = type.getConstructors();
    if (constructors.length != 1) {
      throw new IllegalArgumentException(type + " must have one public constructor");
    }
    bind(type).toConstructor((Constructor<T>) constructors[0]).in(Singleton.class);
  }
}
