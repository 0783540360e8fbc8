package io.fleetfix.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Debian's browser. Every name under {@code evil.example} leads to this machine. Its own checks of
 * requests from the network to this machine are off, because other browsers don't have them.
 */
final class Chromium implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--host-resolver-rules=MAP *.evil.example 127.0.0.1",
          "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Skips the test if the browser is missing. */
  static Chromium required() {
    List<Path> found =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
            .map(Path::of)
            .filter(Files::isExecutable)
            .toList();
    assumeTrue(!found.isEmpty(), "Chromium is missing: install Debian's package chromium");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(found.getFirst())
                    .setArgs(OPTIONS)));
  }

  /** An empty page of this origin, in a profile of its own. It does not come from a server. */
  Page pageOf(String origin) {
    Page page = browser.newContext().newPage();
    String address = origin + "/page-of-the-test";
    page.route(
        address,
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody("<!doctype html><title>page</title><body></body>")));
    page.navigate(address);
    return page;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
