package io.fleetfix.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** Everything that this process prints while it is open, which still goes where it went. */
final class LogCapture implements AutoCloseable {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  LogCapture() {
    System.setOut(alsoHeard(out));
    System.setErr(alsoHeard(err));
  }

  String text() {
    return heard.toString(UTF_8);
  }

  private PrintStream alsoHeard(PrintStream usual) {
    OutputStream both =
        new OutputStream() {
          @Override
          public void write(int part) {
            usual.write(part);
            heard.write(part);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            usual.write(bytes, from, length);
            heard.write(bytes, from, length);
          }
        };
    return new PrintStream(both, true, UTF_8);
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }
}
