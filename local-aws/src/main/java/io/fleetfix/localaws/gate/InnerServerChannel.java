package io.fleetfix.localaws.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Listens on a free port of the loopback interface, whatever the server asks for, and accepts
 * connections of this process's gate only.
 */
final class InnerServerChannel extends ServerSocketChannel {
  private final ServerSocketChannel channel;

  InnerServerChannel(SelectorProvider provider, ServerSocketChannel channel) {
    super(provider);
    this.channel = channel;
  }

  @Override
  public ServerSocketChannel bind(@Nullable SocketAddress wanted, int backlog) throws IOException {
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), backlog);
    InnerConnections.lead(channel.getLocalAddress());
    return this;
  }

  /** As in any channel, null if there is no connection and it does not block. */
  @Override
  public @Nullable SocketChannel accept() throws IOException {
    while (true) {
      @Nullable SocketChannel accepted = channel.accept();
      if (accepted == null || InnerConnections.isInner(accepted.getRemoteAddress())) {
        return accepted;
      }
      accepted.close();
    }
  }

  SelectionKey registerWith(Selector jdk, int ops, @Nullable Object attachment) throws IOException {
    InnerConnections.lead(channel.getLocalAddress());
    return channel.register(jdk, ops, attachment);
  }

  @Override
  public <T> ServerSocketChannel setOption(SocketOption<T> name, @Nullable T value)
      throws IOException {
    channel.setOption(name, value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> name) throws IOException {
    return channel.getOption(name);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return channel.supportedOptions();
  }

  /** For its local port. A server that binds it chooses the address, and the port, by itself. */
  @Override
  public ServerSocket socket() {
    return channel.socket();
  }

  @Override
  public SocketAddress getLocalAddress() throws IOException {
    return channel.getLocalAddress();
  }

  @Override
  protected void implCloseSelectableChannel() throws IOException {
    channel.close();
  }

  @Override
  protected void implConfigureBlocking(boolean block) throws IOException {
    channel.configureBlocking(block);
  }
}
