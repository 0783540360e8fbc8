package io.fleetfix.localaws.gate;

import java.io.IOException;
import java.nio.channels.spi.AbstractSelector;

/** The same for servers that register with a selector to hear of connections. */
public final class SelectedInnerChannels extends InnerChannels {
  /** Called by the JDK. */
  public SelectedInnerChannels() throws ReflectiveOperationException {}

  @Override
  public AbstractSelector openSelector() throws IOException {
    return new InnerSelector(this, super.openSelector());
  }
}
