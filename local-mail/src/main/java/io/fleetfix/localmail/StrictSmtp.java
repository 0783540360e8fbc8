package io.fleetfix.localmail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * GreenMail, except that an unknown command ends the connection. GreenMail itself skips unknown
 * lines, so that a web page could send a mail: as the body of an HTTP request to this port. Even if
 * the page chooses the method, the first header is unknown.
 */
final class StrictSmtp extends GreenMail {
  private static final int COMMAND_CHARS = 4;

  StrictSmtp(ServerSetup setup) {
    super(setup);
  }

  @Override
  protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
    return Arrays.stream(setups)
        .collect(Collectors.toMap(ServerSetup::getProtocol, setup -> server(setup, managers)));
  }

  private static AbstractServer server(ServerSetup setup, Managers managers) {
    return new SmtpServer(setup, managers) {
      @Override
      protected ProtocolHandler createProtocolHandler(Socket client) {
        return new Handler(managers.getSmtpManager(), client);
      }
    };
  }

  private static final class Handler extends SmtpHandler {
    Handler(SmtpManager manager, Socket client) {
      super(new SmtpCommandRegistry(), manager, client);
    }

    /** GreenMail calls this for each line outside of a mail, before it looks for its command. */
    @Override
    protected boolean commandLegalSize() {
      if (isKnown(currentLine)) {
        return super.commandLegalSize();
      }
      conn.send("500 Command not recognized");
      conn.quit();
      return false;
    }

    private boolean isKnown(String line) {
      return line.length() >= COMMAND_CHARS
          && registry.getCommand(line.substring(0, COMMAND_CHARS).toUpperCase(Locale.ROOT)) != null;
    }
  }
}
