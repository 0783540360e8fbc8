package io.fleetfix.localaws;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A Java program that can be started any number of times, always in the same way. The variables
 * that hold options for a JVM, such as {@code JDK_JAVA_OPTIONS}, are not passed to it.
 *
 * @param name appears in messages
 * @param classPath for example from {@link ChildProcess#allOf}
 * @param arguments what follows the class path: options, the main class and its arguments
 * @param environment added to this process's environment
 * @param ready whether the running program answers
 * @param output what happens to the lines that it prints
 */
public record JavaProgram(
    String name,
    String classPath,
    List<String> arguments,
    Map<String, String> environment,
    BooleanSupplier ready,
    ChildOutput output) {
  /**
   * They are meant for the JVM that the user starts. Here they would conflict with the options of
   * the program: another collector, a larger heap, or a debugger's port that is in use.
   */
  private static final Set<String> OPTIONS_OF_THE_PARENT =
      Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  /**
   * The program replaces the shell, and so keeps the process id that the shell's child knows. Some
   * programs wait a long time for their own clients before they end: they get five seconds. Its
   * files are for their owner only.
   */
  private static final String ENDS_WITH_ITS_PARENT =
      """
      trap '' INT
      umask 077
      exec 3<&0
      { cat <&3 >/dev/null; kill $$ 2>/dev/null && sleep 5 && kill -9 $$ 2>/dev/null; } &
      exec "$@" </dev/null 3<&-
      """;

  public JavaProgram {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  Process launch() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                ENDS_WITH_ITS_PARENT,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Otherwise a program without memory stays alive and answers no request.
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.emptied());
    builder.environment().putAll(environment);
    builder.environment().keySet().removeAll(OPTIONS_OF_THE_PARENT);
    return builder.start();
  }
}
