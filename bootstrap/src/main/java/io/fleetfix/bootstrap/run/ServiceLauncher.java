package io.fleetfix.bootstrap.run;

import com.google.inject.Module;
import io.fleetfix.adapter.http.origin.AllowedHosts;
import io.fleetfix.bootstrap.config.Settings;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.domain.seller.Profile;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the service for each command that runs it. */
public final class ServiceLauncher {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceLauncher.class);

  private ServiceLauncher() {}

  /** The settings of this process. */
  public static WorkshopConfig config() {
    return config(System.getenv());
  }

  /** The settings that these variables hold; unknown ones are logged. */
  public static WorkshopConfig config(Map<String, String> variables) {
    WorkshopConfig config = WorkshopConfig.of(variables);
    if (!config.unknown().isEmpty()) {
      String names = String.join(", ", config.unknown());
      LOG.atWarn().addKeyValue("name", names).log("Unknown setting ignored");
    }
    return config;
  }

  /**
   * Starts the service, which runs until the process receives a signal to stop.
   *
   * @param afterwards runs when the service has stopped
   * @param about further lines to print
   */
  public static void start(
      WorkshopConfig config,
      List<Module> modules,
      Runnable afterwards,
      PrintWriter out,
      String... about) {
    RunningWorkshop workshop = RunningWorkshop.start(modules);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(workshop, afterwards), "stop"));
    out.printf("FleetFix listens on http://%s:%d%n", config.http().host(), workshop.port());
    out.println(answers(config.http().hosts()));
    out.println(documents(config));
    List.of(about).forEach(out::println);
    out.println("Ctrl-C stops it.");
    out.flush();
  }

  private static String answers(AllowedHosts hosts) {
    String line = "It answers requests to " + hosts.description();
    return hosts.equals(AllowedHosts.EVERY)
        ? line + "."
        : line + "; FLEETFIX_HTTP_HOSTS adds other hosts.";
  }

  private static String documents(WorkshopConfig config) {
    return config
        .workshop()
        .profile()
        .map(ServiceLauncher::invoices)
        .orElse(
            "Documents are not invoices and say so; "
                + Settings.WORKSHOP.name()
                + " names the profile that makes them invoices.");
  }

  private static String invoices(Profile profile) {
    return "Documents are invoices of a workshop in %s, in %s if a customer states no language."
        .formatted(
            Locale.of("", profile.seller().address().country().code())
                .getDisplayCountry(Locale.ENGLISH),
            profile.language().locale().getDisplayLanguage(Locale.ENGLISH));
  }

  private static void stop(RunningWorkshop workshop, Runnable afterwards) {
    try {
      workshop.stop();
    } catch (InterruptedException killed) {
      Thread.currentThread().interrupt();
    }
    afterwards.run();
  }
}
