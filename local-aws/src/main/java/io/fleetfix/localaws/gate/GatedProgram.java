package io.fleetfix.localaws.gate;

import io.fleetfix.outbox.loop.Tasks;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs another Java program, a server for AWS's SDKs, behind a {@link Gate} in the same process.
 * They end together. The server listens on the loopback interface, and answers nothing but its
 * gate.
 */
public final class GatedProgram {
  private GatedProgram() {}

  /**
   * The class path of a program behind a gate.
   *
   * @param libraries the class path of the program alone
   */
  public static String classPath(String libraries) {
    return String.join(File.pathSeparator, libraries, home(GatedProgram.class), home(Tasks.class));
  }

  private static String home(Class<?> of) {
    URI location = URI.create(of.getProtectionDomain().getCodeSource().getLocation().toString());
    return Path.of(location).toString();
  }

  /**
   * The JVM's options, the main class and its first arguments. The program's own arguments follow.
   *
   * @param channels those that fit the program's way of accepting connections
   * @param port of the gate
   * @param main the program's main class
   */
  public static List<String> arguments(
      Class<? extends InnerChannels> channels, int port, String main) {
    return List.of(
        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
        "-Djava.nio.channels.spi.SelectorProvider=" + channels.getName(),
        GatedProgram.class.getName(),
        Integer.toString(port),
        main);
  }

  /** Arguments: the gate's port, the program's main class and its arguments. */
  public static void main(String[] arguments) throws Exception {
    Gate.open(Integer.parseInt(arguments[0]));
    List<String> own = List.of(arguments).subList(2, arguments.length);
    Class.forName(arguments[1])
        .getMethod("main", String[].class)
        .invoke(null, (Object) own.toArray(String[]::new));
  }
}
