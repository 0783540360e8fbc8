package io.fleetfix.bootstrap;

import com.google.inject.Module;
import java.util.List;

/** What the service runs on: for each profile the list of modules it is made of. */
public enum Profile {
  /** Store and bus in memory: forgets on exit. */
  MEMORY {
    @Override
    List<Module> modules(WorkshopConfig config) {
      return List.of(
          new ApplicationModule(config),
          new InMemoryStoreModule(),
          new InMemoryBusModule(),
          new RelayModule(),
          new HttpModule(config.http()));
    }
  };

  abstract List<Module> modules(WorkshopConfig config);
}
