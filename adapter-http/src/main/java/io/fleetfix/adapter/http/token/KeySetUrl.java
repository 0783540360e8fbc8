package io.fleetfix.adapter.http.token;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/** Fetches a key set from the configured URL only: redirects are not followed. */
final class KeySetUrl extends DefaultResourceRetriever {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MAX_BYTES = 64 * 1024;

  KeySetUrl() {
    super(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES);
  }

  @Override
  protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
    HttpURLConnection connection = super.openHTTPConnection(url);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }
}
