package io.fleetfix.localaws.gate;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's selector, which also takes {@link InnerServerChannel}s. Its keys belong to the JDK's
 * selector, so a channel does not find its key by this one.
 */
final class InnerSelector extends AbstractSelector {
  private final AbstractSelector selector;
  private final Method register;

  InnerSelector(SelectorProvider provider, AbstractSelector selector) {
    super(provider);
    this.selector = selector;
    try {
      register =
          AbstractSelector.class.getDeclaredMethod(
              "register", AbstractSelectableChannel.class, int.class, Object.class);
      register.setAccessible(true);
    } catch (ReflectiveOperationException otherJdk) {
      throw new IllegalStateException(otherJdk);
    }
  }

  /** The JDK calls this in {@code register} of a channel, which then takes note of the key. */
  @Override
  protected SelectionKey register(
      AbstractSelectableChannel channel, int ops, @Nullable Object att) {
    try {
      return channel instanceof InnerServerChannel inner
          ? inner.registerWith(selector, ops, att)
          : (SelectionKey) register.invoke(selector, channel, ops, att);
    } catch (IOException | ReflectiveOperationException closed) {
      throw new IllegalStateException(closed);
    }
  }

  @Override
  public Set<SelectionKey> keys() {
    return selector.keys();
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    return selector.selectedKeys();
  }

  @Override
  public int selectNow() throws IOException {
    return selector.selectNow();
  }

  @Override
  public int select(long timeout) throws IOException {
    return selector.select(timeout);
  }

  @Override
  public int select() throws IOException {
    return selector.select();
  }

  @Override
  public Selector wakeup() {
    selector.wakeup();
    return this;
  }

  @Override
  protected void implCloseSelector() throws IOException {
    selector.close();
  }
}
