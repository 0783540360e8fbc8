package io.fleetfix.bootstrap;

import java.io.PrintWriter;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains a mistyped command in a few lines; the full help would hide the mistake. */
final class UsageMistake implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    var command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("fleetfix: " + mistake.getMessage());
    UnmatchedArgumentException.printSuggestions(mistake, err);
    err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
